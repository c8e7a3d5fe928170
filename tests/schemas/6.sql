PRAGMA application_id = 1718383984;
PRAGMA user_version = 6;
BEGIN TRANSACTION;
CREATE TABLE application (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	company VARCHAR NOT NULL, 
	company_key VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	role_key VARCHAR NOT NULL, 
	via VARCHAR NOT NULL, 
	field VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	outcome_on VARCHAR, 
	outcome_seq INTEGER NOT NULL, 
	deadline_on VARCHAR, 
	terms VARCHAR NOT NULL, 
	start_on VARCHAR, 
	keep_in_touch BOOLEAN NOT NULL, 
	search VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	uid VARCHAR NOT NULL, 
	through VARCHAR DEFAULT '' NOT NULL, 
	deadline_at VARCHAR, 
	outcome_undated BOOLEAN DEFAULT FALSE NOT NULL, 
	CONSTRAINT outcome_known CHECK (outcome IN ('offer', 'accepted', 'declined', 'rejected', 'withdrawn', 'closed', '')), 
	CONSTRAINT channel_known CHECK (channel IN ('email', 'letter', 'card', 'phone', '')), 
	CONSTRAINT company_there CHECK (company <> '')
);
INSERT INTO "application" VALUES(1,'Initech','initech','Clerk','clerk','','sales','','rejected','2026-10-27',19,NULL,'',NULL,1,'initech clerk',7,'1dc543dc1e64a735','',NULL,0);
INSERT INTO "application" VALUES(2,'Pied Piper','pied piper','Engineer','engineer','','','','offer','2026-11-10',23,'2026-12-04','4 days a week',NULL,0,'pied piper engineer',10,'1c5ca448ec302bfc','',NULL,0);
INSERT INTO "application" VALUES(3,'Gone GmbH','gone gmbh','','','Agency One','','','closed','2026-11-10',22,NULL,'',NULL,0,'gone gmbh',13,'c4964ffcd5cc272a','',NULL,0);
INSERT INTO "application" VALUES(4,'Aperture','aperture','','','','','','',NULL,0,NULL,'',NULL,0,'aperture',21,'221417b46cc6a44f','',NULL,0);
INSERT INTO "application" VALUES(5,'Acme Corp','acme corp','Data analyst','data analyst','','','','',NULL,0,NULL,'',NULL,0,'acme corp data analyst',24,'9a894428eef71226','',NULL,0);
INSERT INTO "application" VALUES(6,'Zoë 李雷 👍 שלום İıß '' " % _ \ [b] ${x} {y} ''; DROP TABLE interview;-- ‮   =1+1','zoe 李雷 👍 שלום iiss '' " % _ \ [b] ${x} {y} ''; drop table interview;-- ‮ =1+1','Zoë 李雷 👍 שלום İıß '' " % _ \ [b] ${x} {y} ''; DROP TABLE interview;-- ‮   =1+1','zoe 李雷 👍 שלום iiss '' " % _ \ [b] ${x} {y} ''; drop table interview;-- ‮ =1+1','','','card','',NULL,0,NULL,'',NULL,0,'zoe 李雷 👍 שלום iiss '' " % _ \ [b] ${x} {y} ''; drop table interview;-- ‮ =1+1 zoe 李雷 👍 שלום iiss '' " % _ \ [b] ${x} {y} ''; drop table interview;-- ‮ =1+1',25,'cd8109d954c002a3','',NULL,0);
INSERT INTO "application" VALUES(7,'Kyoto 株式会社','kyoto 株式会社','','','','','','',NULL,0,NULL,'',NULL,0,'kyoto 株式会社',26,'4bd473d1a2d4f864','',NULL,0);
INSERT INTO "application" VALUES(8,'Hooli','hooli','','','','','','',NULL,0,NULL,'',NULL,0,'hooli',27,'ded74e5fb4907dc2','',NULL,0);
INSERT INTO "application" VALUES(9,'Umbrella','umbrella','Chemist','chemist','','','','',NULL,0,NULL,'',NULL,0,'umbrella chemist',30,'d7a3b35151e5617e','',NULL,0);
CREATE TABLE change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	command VARCHAR NOT NULL, 
	summary VARCHAR NOT NULL, 
	made_at VARCHAR NOT NULL
);
INSERT INTO "change" VALUES(2,'config set','you.email = ana@lima.example','2026-09-01T09:00:00+00:00');
INSERT INTO "change" VALUES(3,'config set','calendar.days_off = 2026-11-26,2026-12-24','2026-09-01T09:00:00+00:00');
INSERT INTO "change" VALUES(4,'config set','calendar.country = DE','2026-09-01T09:00:00+00:00');
INSERT INTO "change" VALUES(5,'config set','calendar.region = BE','2026-09-01T09:00:00+00:00');
INSERT INTO "change" VALUES(6,'config set','backup.keep = 3','2026-09-01T09:00:00+00:00');
INSERT INTO "change" VALUES(7,'add','an interview with Initech on 2026-09-02','2026-09-02T18:00:00+00:00');
INSERT INTO "change" VALUES(8,'done','1, thank-you to Bob Porter, Initech','2026-09-02T18:00:00+00:00');
INSERT INTO "change" VALUES(9,'contact add','contact 2, Ref Eree','2026-09-02T18:00:00+00:00');
INSERT INTO "change" VALUES(10,'add','an interview with Pied Piper on 2026-10-19','2026-10-20T12:00:00+00:00');
INSERT INTO "change" VALUES(11,'draft','the words of follow-up 4','2026-10-20T12:00:00+00:00');
INSERT INTO "change" VALUES(12,'done','4, thank-you to Monica, Pied Piper','2026-10-20T12:00:00+00:00');
INSERT INTO "change" VALUES(13,'add','an interview with Gone GmbH on 2026-10-19','2026-10-20T12:00:00+00:00');
INSERT INTO "change" VALUES(14,'snooze','7, check-in to Agency One, Gone GmbH','2026-10-20T12:00:00+00:00');
INSERT INTO "change" VALUES(15,'log','a reply of Gone GmbH','2026-10-20T12:00:00+00:00');
INSERT INTO "change" VALUES(16,'contact forget','contact 5, (forgotten) 5','2026-10-27T12:00:00+00:00');
INSERT INTO "change" VALUES(17,'done','5, check-in to Richard H, Pied Piper','2026-10-27T12:00:00+00:00');
INSERT INTO "change" VALUES(18,'config set','policy.second_check_in.days = 6','2026-10-27T12:00:00+00:00');
INSERT INTO "change" VALUES(19,'outcome','rejected, Initech','2026-10-27T12:00:00+00:00');
INSERT INTO "change" VALUES(20,'log','a reply of Pied Piper','2026-11-10T08:00:00+00:00');
INSERT INTO "change" VALUES(21,'log','an entry of Aperture','2026-11-10T08:00:00+00:00');
INSERT INTO "change" VALUES(22,'outcome','closed, Gone GmbH','2026-11-10T08:00:00+00:00');
INSERT INTO "change" VALUES(23,'outcome','offer, Pied Piper','2026-11-10T08:00:00+00:00');
INSERT INTO "change" VALUES(24,'add','an interview with Acme Corp on 2026-11-19','2026-11-19T20:00:00+00:00');
INSERT INTO "change" VALUES(25,'add','an interview with Zoë 李雷 👍 שלום İıß '' " % _ \ [b] ${x} {y} ''; DROP TABLE interview;-- ‮   =1+1 on 2026-11-19','2026-11-19T20:00:00+00:00');
INSERT INTO "change" VALUES(26,'add','an interview with Kyoto 株式会社 on 2026-11-25','2026-11-19T20:00:00+00:00');
INSERT INTO "change" VALUES(27,'add','an interview with Hooli on 2026-11-24','2026-11-19T20:00:00+00:00');
INSERT INTO "change" VALUES(28,'cancel','interview 7, Hooli','2026-11-20T09:00:00+00:00');
INSERT INTO "change" VALUES(29,'reschedule','interview 6, Kyoto 株式会社, to 2026-11-26','2026-11-20T09:00:00+00:00');
INSERT INTO "change" VALUES(30,'import','more.csv: interviews: 2 added, 0 changed','2026-11-20T09:00:00+00:00');
INSERT INTO "change" VALUES(31,'draft','a promise in the note of follow-up 17','2026-11-20T09:00:00+00:00');
INSERT INTO "change" VALUES(32,'snooze','16, thank-you to Priya Shah, Acme Corp','2026-11-20T09:00:00+00:00');
INSERT INTO "change" VALUES(33,'skip','28, thank-you to Ada Wong, Umbrella','2026-11-20T09:00:00+00:00');
INSERT INTO "change" VALUES(34,'contact edit','contact 7, Tom Lee','2026-11-20T09:00:00+00:00');
INSERT INTO "change" VALUES(35,'edit','interview 4, Acme Corp','2026-11-20T09:00:00+00:00');
INSERT INTO "change" VALUES(38,'log','an entry of Hooli','2026-11-20T10:00:00+00:00');
CREATE TABLE contact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	name_key VARCHAR NOT NULL, 
	company VARCHAR NOT NULL, 
	company_key VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	email VARCHAR NOT NULL, 
	email_key VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	address VARCHAR NOT NULL, 
	salutation VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	no_calls BOOLEAN NOT NULL, 
	no_contact BOOLEAN NOT NULL, 
	search VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	uid VARCHAR NOT NULL, 
	CONSTRAINT contact_once UNIQUE (company_key, name_key, email_key), 
	CONSTRAINT name_there CHECK (name <> '')
);
INSERT INTO "contact" VALUES(1,'Bob Porter','bob porter','Initech','initech','Consultant','bob@initech.example','bob@initech.example','','','','','',0,0,'bob porter',7,'5748709b96cbed14');
INSERT INTO "contact" VALUES(2,'Ref Eree','ref eree','Old Job','old job','','ref@eree.example','ref@eree.example','','1 Way
10115 Berlin','Liebe Ref','de','知道',0,0,'ref eree',9,'302b6ad1df34396c');
INSERT INTO "contact" VALUES(3,'Richard H','richard h','Pied Piper','pied piper','','r@piper.example','r@piper.example','','','','','',0,0,'richard h',10,'733f3a5b4055468b');
INSERT INTO "contact" VALUES(4,'Monica','monica','Pied Piper','pied piper','','','','','','','','',0,0,'monica',10,'3b1014b13605d61d');
INSERT INTO "contact" VALUES(5,'(forgotten) 5','(forgotten) 5','','','','','','','','','','',0,1,'(forgotten) 5',13,'0000000000000005');
INSERT INTO "contact" VALUES(6,'Priya Shah','priya shah','Acme Corp','acme corp','Head of Data','priya@acme.example','priya@acme.example','','','','','',1,0,'priya shah',24,'611277dadb0aa52e');
INSERT INTO "contact" VALUES(7,'Tom Lee','tom lee','Acme Corp','acme corp','Lead','tom@acme.example','tom@acme.example','','','','','',1,1,'tom lee',24,'ce62051a412dd286');
INSERT INTO "contact" VALUES(8,'Zoë 李雷 👍 שלום İıß '' " % _ \ [b] ${x} {y} ''; DROP TABLE interview;-- ‮   =1+1','zoe 李雷 👍 שלום iiss '' " % _ \ [b] ${x} {y} ''; drop table interview;-- ‮ =1+1','Zoë 李雷 👍 שלום İıß '' " % _ \ [b] ${x} {y} ''; DROP TABLE interview;-- ‮   =1+1','zoe 李雷 👍 שלום iiss '' " % _ \ [b] ${x} {y} ''; drop table interview;-- ‮ =1+1','','','','','','','','',0,0,'zoe 李雷 👍 שלום iiss '' " % _ \ [b] ${x} {y} ''; drop table interview;-- ‮ =1+1',25,'ae87a7b187d25c46');
INSERT INTO "contact" VALUES(9,'田中','田中','Kyoto 株式会社','kyoto 株式会社','','tanaka@kyoto.example','tanaka@kyoto.example','','','','','',0,0,'田中',26,'9ed6c16d0f4e8f71');
INSERT INTO "contact" VALUES(10,'Gavin','gavin','Hooli','hooli','','','','','','','','',0,0,'gavin',27,'950826ae65955484');
INSERT INTO "contact" VALUES(11,'Ada Wong','ada wong','Umbrella','umbrella','','ada@umbrella.example','ada@umbrella.example','','','','','',0,0,'ada wong',30,'b7fa136e5bec7c47');
INSERT INTO "contact" VALUES(12,'Bill','bill','Umbrella','umbrella','','','','','','','','',0,0,'bill',30,'c6f4359b41aa1b01');
CREATE TABLE event (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	contact_id INTEGER, 
	"on" VARCHAR NOT NULL, 
	reply BOOLEAN NOT NULL, 
	text VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	uid VARCHAR NOT NULL, 
	undated BOOLEAN DEFAULT FALSE NOT NULL, 
	FOREIGN KEY(application_id) REFERENCES application (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);
INSERT INTO "event" VALUES(1,3,5,'2026-10-20',1,'',15,'225730a12a976c66',0);
INSERT INTO "event" VALUES(2,2,3,'2026-11-10',1,'they are still deciding',20,'b25a743cf47c638b',0);
INSERT INTO "event" VALUES(3,4,NULL,'2026-11-10',0,'applied through the site',21,'cf62a22795d57769',0);
INSERT INTO "event" VALUES(4,8,NULL,'2026-11-19',0,'sent the plan',38,'c97a4c778b2e6f6f',0);
CREATE TABLE followup (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	rule VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	application_id INTEGER NOT NULL, 
	interview_id INTEGER, 
	contact_id INTEGER, 
	promise_id INTEGER, 
	ready_on VARCHAR NOT NULL, 
	due_on VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	done_on VARCHAR, 
	because VARCHAR NOT NULL, 
	snoozed_until VARCHAR, 
	chain VARCHAR NOT NULL, 
	CONSTRAINT status_known CHECK (status IN ('pending', 'done', 'skipped', 'cancelled')), 
	CONSTRAINT channel_known CHECK (channel IN ('email', 'letter', 'card', 'phone', '')), 
	CONSTRAINT ready_before_due CHECK (ready_on <= due_on), 
	UNIQUE ("key"), 
	FOREIGN KEY(application_id) REFERENCES application (id), 
	FOREIGN KEY(interview_id) REFERENCES interview (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id), 
	FOREIGN KEY(promise_id) REFERENCES promise (id)
);
INSERT INTO "followup" VALUES(1,'thank_you:interview-1:contact-1','thank_you','thank_you.sales','email',1,1,1,NULL,'2026-09-02','2026-09-02','done','2026-09-02','',NULL,'[{"step":"rule","text":"An interview in sales was held. In sales the prompt one wins: the winner wrote within six hours (meritt.io).","on":null},{"step":"anchor","text":"phone interview on Wed 2 Sep 2026","on":"2026-09-02"},{"step":"final","text":"due Wed 2 Sep 2026","on":"2026-09-02"}]');
INSERT INTO "followup" VALUES(2,'check_in:interview-1','check_in','check_in','email',1,1,1,NULL,'2026-09-10','2026-09-10','cancelled','2026-10-27','The outcome of Tue 27 Oct 2026 ended it: rejected.',NULL,'[{"step":"rule","text":"They gave no date. Five to seven business days is the norm (journalismjobs.com); 49 % of polled hiring managers prefer five (youtern.com).","on":null},{"step":"anchor","text":"phone interview on Wed 2 Sep 2026","on":"2026-09-02"},{"step":"count","text":"6 business days after Wed 2 Sep 2026","on":"2026-09-10"},{"step":"weekend","text":"Sat 5 Sep 2026 does not count: weekend","on":"2026-09-07"},{"step":"weekend","text":"Sun 6 Sep 2026 does not count: weekend","on":"2026-09-07"},{"step":"final","text":"due Thu 10 Sep 2026","on":"2026-09-10"}]');
INSERT INTO "followup" VALUES(3,'thank_you:interview-2:contact-3','thank_you','thank_you','email',2,2,3,NULL,'2026-10-19','2026-10-20','cancelled','2026-11-10','The outcome of Tue 10 Nov 2026 ended it: offer.',NULL,'[{"step":"rule","text":"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).","on":null},{"step":"anchor","text":"video interview on Mon 19 Oct 2026","on":"2026-10-19"},{"step":"count","text":"1 business day after Mon 19 Oct 2026","on":"2026-10-20"},{"step":"final","text":"ready Mon 19 Oct 2026, due Tue 20 Oct 2026","on":"2026-10-20"}]');
INSERT INTO "followup" VALUES(4,'thank_you:interview-2:contact-4','thank_you','thank_you','email',2,2,4,NULL,'2026-10-19','2026-10-20','done','2026-10-20','sent with the plan',NULL,'[{"step":"rule","text":"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).","on":null},{"step":"anchor","text":"video interview on Mon 19 Oct 2026","on":"2026-10-19"},{"step":"count","text":"1 business day after Mon 19 Oct 2026","on":"2026-10-20"},{"step":"final","text":"ready Mon 19 Oct 2026, due Tue 20 Oct 2026","on":"2026-10-20"}]');
INSERT INTO "followup" VALUES(5,'check_in:interview-2','check_in','check_in.decision','email',2,2,3,NULL,'2026-10-26','2026-10-27','done','2026-10-26','',NULL,'[{"step":"rule","text":"They said by when they would decide. One or two business days past their date is the norm (journalismjobs.com); contact before it drew a rebuke (purduecco.com).","on":null},{"step":"anchor","text":"they said they would decide by Fri 23 Oct 2026","on":"2026-10-23"},{"step":"count","text":"1 business day after Fri 23 Oct 2026","on":"2026-10-26"},{"step":"count","text":"2 business days after Fri 23 Oct 2026","on":"2026-10-27"},{"step":"weekend","text":"Sat 24 Oct 2026 does not count: weekend","on":"2026-10-26"},{"step":"weekend","text":"Sun 25 Oct 2026 does not count: weekend","on":"2026-10-26"},{"step":"final","text":"ready Mon 26 Oct 2026, due Tue 27 Oct 2026","on":"2026-10-27"}]');
INSERT INTO "followup" VALUES(6,'thank_you:interview-3:contact-5','thank_you','thank_you','email',3,3,5,NULL,'2026-10-19','2026-10-20','cancelled','2026-10-27','(forgotten) 5 is not to be contacted.',NULL,'[{"step":"rule","text":"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).","on":null},{"step":"anchor","text":"video interview on Mon 19 Oct 2026","on":"2026-10-19"},{"step":"count","text":"1 business day after Mon 19 Oct 2026","on":"2026-10-20"},{"step":"final","text":"ready Mon 19 Oct 2026, due Tue 20 Oct 2026","on":"2026-10-20"}]');
INSERT INTO "followup" VALUES(7,'check_in:interview-3','check_in','check_in','email',3,3,NULL,NULL,'2026-10-27','2026-10-27','cancelled','2026-10-20','They replied on Tue 20 Oct 2026, which restarts the clock.','2026-10-26','[{"step":"rule","text":"They gave no date. Five to seven business days is the norm (journalismjobs.com); 49 % of polled hiring managers prefer five (youtern.com).","on":null},{"step":"anchor","text":"video interview on Mon 19 Oct 2026","on":"2026-10-19"},{"step":"count","text":"6 business days after Mon 19 Oct 2026","on":"2026-10-27"},{"step":"weekend","text":"Sat 24 Oct 2026 does not count: weekend","on":"2026-10-26"},{"step":"weekend","text":"Sun 25 Oct 2026 does not count: weekend","on":"2026-10-26"},{"step":"final","text":"due Tue 27 Oct 2026","on":"2026-10-27"}]');
INSERT INTO "followup" VALUES(8,'check_in:reply-1','check_in','check_in.reply','email',3,3,NULL,NULL,'2026-11-03','2026-11-03','cancelled','2026-11-10','The outcome of Tue 10 Nov 2026 ended it: closed.',NULL,'[{"step":"rule","text":"They replied without a new date. A touch restarts the clock, and the count of check-ins with it (our rule; nobody measured it).","on":null},{"step":"anchor","text":"they replied on Tue 20 Oct 2026","on":"2026-10-20"},{"step":"count","text":"10 business days after Tue 20 Oct 2026","on":"2026-11-03"},{"step":"weekend","text":"Sat 24 Oct 2026 does not count: weekend","on":"2026-10-26"},{"step":"weekend","text":"Sun 25 Oct 2026 does not count: weekend","on":"2026-10-26"},{"step":"weekend","text":"Sat 31 Oct 2026 does not count: weekend","on":"2026-11-02"},{"step":"weekend","text":"Sun 1 Nov 2026 does not count: weekend","on":"2026-11-02"},{"step":"final","text":"due Tue 3 Nov 2026","on":"2026-11-03"}]');
INSERT INTO "followup" VALUES(9,'second_check_in:interview-2','second_check_in','second_check_in','email',2,2,3,NULL,'2026-11-03','2026-11-03','cancelled','2026-11-10','They replied on Tue 10 Nov 2026, which restarts the clock.',NULL,'[{"step":"rule","text":"The first check-in brought no reply. Another week, then let go (frederickworks.com); two at most (careernetwork.org).","on":null},{"step":"anchor","text":"you checked in on Mon 26 Oct 2026","on":"2026-10-26"},{"step":"count","text":"6 business days after Mon 26 Oct 2026","on":"2026-11-03"},{"step":"weekend","text":"Sat 31 Oct 2026 does not count: weekend","on":"2026-11-02"},{"step":"weekend","text":"Sun 1 Nov 2026 does not count: weekend","on":"2026-11-02"},{"step":"final","text":"due Tue 3 Nov 2026","on":"2026-11-03"}]');
INSERT INTO "followup" VALUES(10,'rejection_reply:application-1:outcome-19','rejection_reply','rejection_reply','email',1,1,1,NULL,'2026-10-28','2026-10-29','pending',NULL,'',NULL,'[{"step":"rule","text":"They turned you down. Optional: a reply within 24 to 48 hours (versique.com, weak) is not necessary (Liz Ryan, forbes.com).","on":null},{"step":"anchor","text":"they turned you down on Tue 27 Oct 2026","on":"2026-10-27"},{"step":"count","text":"1 day after Tue 27 Oct 2026","on":"2026-10-28"},{"step":"count","text":"2 business days after Tue 27 Oct 2026","on":"2026-10-29"},{"step":"final","text":"ready Wed 28 Oct 2026, due Thu 29 Oct 2026","on":"2026-10-29"}]');
INSERT INTO "followup" VALUES(11,'keep_in_touch:contact-1:outcome-19:1','keep_in_touch','keep_in_touch.first','email',1,1,1,NULL,'2026-11-27','2026-11-27','pending',NULL,'',NULL,'[{"step":"rule","text":"They turned you down, and you keep in touch. The next touch after a month or more (versique.com).","on":null},{"step":"anchor","text":"they turned you down on Tue 27 Oct 2026","on":"2026-10-27"},{"step":"count","text":"30 days after Tue 27 Oct 2026","on":"2026-11-27"},{"step":"day_off","text":"Thu 26 Nov 2026 does not count: your day off","on":"2026-11-27"},{"step":"final","text":"due Fri 27 Nov 2026","on":"2026-11-27"}]');
INSERT INTO "followup" VALUES(12,'check_in:reply-2','check_in','check_in.reply','email',2,2,3,NULL,'2026-11-24','2026-11-24','cancelled','2026-11-10','The outcome of Tue 10 Nov 2026 ended it: offer.',NULL,'[{"step":"rule","text":"They replied without a new date. A touch restarts the clock, and the count of check-ins with it (our rule; nobody measured it).","on":null},{"step":"anchor","text":"they replied on Tue 10 Nov 2026","on":"2026-11-10"},{"step":"count","text":"10 business days after Tue 10 Nov 2026","on":"2026-11-24"},{"step":"weekend","text":"Sat 14 Nov 2026 does not count: weekend","on":"2026-11-16"},{"step":"weekend","text":"Sun 15 Nov 2026 does not count: weekend","on":"2026-11-16"},{"step":"weekend","text":"Sat 21 Nov 2026 does not count: weekend","on":"2026-11-23"},{"step":"weekend","text":"Sun 22 Nov 2026 does not count: weekend","on":"2026-11-23"},{"step":"final","text":"due Tue 24 Nov 2026","on":"2026-11-24"}]');
INSERT INTO "followup" VALUES(13,'acknowledge_offer:application-2:outcome-23','acknowledge_offer','acknowledge_offer','email',2,2,3,NULL,'2026-11-10','2026-11-11','pending',NULL,'',NULL,'[{"step":"rule","text":"They made an offer. Acknowledge it within 24 hours (law.duke.edu).","on":null},{"step":"anchor","text":"they made an offer on Tue 10 Nov 2026","on":"2026-11-10"},{"step":"count","text":"1 business day after Tue 10 Nov 2026","on":"2026-11-11"},{"step":"final","text":"ready Tue 10 Nov 2026, due Wed 11 Nov 2026","on":"2026-11-11"}]');
INSERT INTO "followup" VALUES(14,'decide_offer:application-2:outcome-23','decide_offer','decide_offer','',2,2,NULL,NULL,'2026-12-02','2026-12-03','pending',NULL,'',NULL,'[{"step":"rule","text":"The offer has a deadline. Decide a business day before it, so that a question can still be asked (our rule).","on":null},{"step":"anchor","text":"the offer''s deadline is Fri 4 Dec 2026","on":"2026-12-04"},{"step":"count","text":"2 business days before Fri 4 Dec 2026","on":"2026-12-02"},{"step":"count","text":"1 business day before Fri 4 Dec 2026","on":"2026-12-03"},{"step":"final","text":"ready Wed 2 Dec 2026, due Thu 3 Dec 2026","on":"2026-12-03"}]');
INSERT INTO "followup" VALUES(15,'timeline_changed:application-4:application-2:23','timeline_changed','timeline_changed','email',4,NULL,NULL,NULL,'2026-11-10','2026-11-11','pending',NULL,'',NULL,'[{"step":"rule","text":"An offer from elsewhere has a deadline. Tell the others while they can still move, as promptly as an offer is acknowledged (law.duke.edu); the rule is ours.","on":null},{"step":"anchor","text":"an offer with a deadline came from Pied Piper on Tue 10 Nov 2026","on":"2026-11-10"},{"step":"count","text":"1 business day after Tue 10 Nov 2026","on":"2026-11-11"},{"step":"final","text":"ready Tue 10 Nov 2026, due Wed 11 Nov 2026","on":"2026-11-11"}]');
INSERT INTO "followup" VALUES(16,'thank_you:interview-4:contact-6','thank_you','thank_you','email',5,4,6,NULL,'2026-11-23','2026-11-23','pending',NULL,'she is on leave: until Monday','2026-11-23','[{"step":"rule","text":"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).","on":null},{"step":"anchor","text":"panel interview on Thu 19 Nov 2026","on":"2026-11-19"},{"step":"count","text":"1 business day after Thu 19 Nov 2026","on":"2026-11-20"},{"step":"snooze","text":"you put it off until Mon 23 Nov 2026: she is on leave: until Monday","on":"2026-11-23"},{"step":"final","text":"due Mon 23 Nov 2026","on":"2026-11-23"}]');
INSERT INTO "followup" VALUES(17,'thank_you:interview-4:contact-7','thank_you','thank_you','email',5,4,7,NULL,'2026-11-19','2026-11-20','cancelled','2026-11-20','Tom Lee is not to be contacted.',NULL,'[{"step":"rule","text":"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).","on":null},{"step":"anchor","text":"panel interview on Thu 19 Nov 2026","on":"2026-11-19"},{"step":"count","text":"1 business day after Thu 19 Nov 2026","on":"2026-11-20"},{"step":"final","text":"ready Thu 19 Nov 2026, due Fri 20 Nov 2026","on":"2026-11-20"}]');
INSERT INTO "followup" VALUES(18,'promised:promise-3','promised','promised','email',5,4,6,3,'2026-11-25','2026-11-25','pending',NULL,'',NULL,'[{"step":"rule","text":"You promised to be in touch. A thank-you says when you will be in touch (Keegan, 123articleonline.com): a day that was named is kept.","on":null},{"step":"anchor","text":"you promised on Thu 19 Nov 2026 to be in touch on Wed 25 Nov 2026","on":"2026-11-25"},{"step":"final","text":"due Wed 25 Nov 2026","on":"2026-11-25"}]');
INSERT INTO "followup" VALUES(19,'thank_you:interview-5:contact-8','thank_you','thank_you','card',6,5,8,NULL,'2026-11-19','2026-11-20','pending',NULL,'',NULL,'[{"step":"rule","text":"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).","on":null},{"step":"anchor","text":"video interview on Thu 19 Nov 2026","on":"2026-11-19"},{"step":"count","text":"1 business day after Thu 19 Nov 2026","on":"2026-11-20"},{"step":"final","text":"ready Thu 19 Nov 2026, due Fri 20 Nov 2026","on":"2026-11-20"}]');
INSERT INTO "followup" VALUES(20,'check_in:interview-5','check_in','check_in','card',6,5,8,NULL,'2026-11-30','2026-11-30','pending',NULL,'',NULL,'[{"step":"rule","text":"They gave no date. Five to seven business days is the norm (journalismjobs.com); 49 % of polled hiring managers prefer five (youtern.com).","on":null},{"step":"anchor","text":"video interview on Thu 19 Nov 2026","on":"2026-11-19"},{"step":"count","text":"6 business days after Thu 19 Nov 2026","on":"2026-11-30"},{"step":"weekend","text":"Sat 21 Nov 2026 does not count: weekend","on":"2026-11-23"},{"step":"weekend","text":"Sun 22 Nov 2026 does not count: weekend","on":"2026-11-23"},{"step":"day_off","text":"Thu 26 Nov 2026 does not count: your day off","on":"2026-11-27"},{"step":"weekend","text":"Sat 28 Nov 2026 does not count: weekend","on":"2026-11-30"},{"step":"weekend","text":"Sun 29 Nov 2026 does not count: weekend","on":"2026-11-30"},{"step":"final","text":"due Mon 30 Nov 2026","on":"2026-11-30"}]');
INSERT INTO "followup" VALUES(21,'prep:interview-6','prep','prep','',7,6,NULL,NULL,'2026-11-25','2026-11-25','pending',NULL,'',NULL,'[{"step":"rule","text":"An interview is booked. Check time zone, link or address and names the evening before (jobmentis.com).","on":null},{"step":"anchor","text":"final interview on Thu 26 Nov 2026","on":"2026-11-26"},{"step":"count","text":"1 day before it","on":"2026-11-25"},{"step":"final","text":"due Wed 25 Nov 2026","on":"2026-11-25"}]');
INSERT INTO "followup" VALUES(22,'thank_you:interview-6:contact-9','thank_you','thank_you','email',7,6,9,NULL,'2026-11-26','2026-11-27','pending',NULL,'',NULL,'[{"step":"rule","text":"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).","on":null},{"step":"anchor","text":"final interview on Thu 26 Nov 2026","on":"2026-11-26"},{"step":"count","text":"1 business day after Thu 26 Nov 2026","on":"2026-11-27"},{"step":"final","text":"ready Thu 26 Nov 2026, due Fri 27 Nov 2026","on":"2026-11-27"}]');
INSERT INTO "followup" VALUES(23,'check_in:interview-6','check_in','check_in','email',7,6,9,NULL,'2026-12-04','2026-12-04','pending',NULL,'',NULL,'[{"step":"rule","text":"They gave no date. Five to seven business days is the norm (journalismjobs.com); 49 % of polled hiring managers prefer five (youtern.com).","on":null},{"step":"anchor","text":"final interview on Thu 26 Nov 2026","on":"2026-11-26"},{"step":"count","text":"6 business days after Thu 26 Nov 2026","on":"2026-12-04"},{"step":"weekend","text":"Sat 28 Nov 2026 does not count: weekend","on":"2026-11-30"},{"step":"weekend","text":"Sun 29 Nov 2026 does not count: weekend","on":"2026-11-30"},{"step":"final","text":"due Fri 4 Dec 2026","on":"2026-12-04"}]');
INSERT INTO "followup" VALUES(24,'prep:interview-7','prep','prep','',8,7,NULL,NULL,'2026-11-23','2026-11-23','cancelled','2026-11-20','The informational interview on Tue 24 Nov 2026 was cancelled.',NULL,'[{"step":"rule","text":"An interview is booked. Check time zone, link or address and names the evening before (jobmentis.com).","on":null},{"step":"anchor","text":"informational interview on Tue 24 Nov 2026","on":"2026-11-24"},{"step":"count","text":"1 day before it","on":"2026-11-23"},{"step":"final","text":"due Mon 23 Nov 2026","on":"2026-11-23"}]');
INSERT INTO "followup" VALUES(25,'thank_you:interview-7:contact-10','thank_you','thank_you','email',8,7,10,NULL,'2026-11-24','2026-11-25','cancelled','2026-11-20','The informational interview on Tue 24 Nov 2026 was cancelled.',NULL,'[{"step":"rule","text":"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).","on":null},{"step":"anchor","text":"informational interview on Tue 24 Nov 2026","on":"2026-11-24"},{"step":"count","text":"1 business day after Tue 24 Nov 2026","on":"2026-11-25"},{"step":"final","text":"ready Tue 24 Nov 2026, due Wed 25 Nov 2026","on":"2026-11-25"}]');
INSERT INTO "followup" VALUES(26,'keep_in_touch:contact-10:interview-7:1','keep_in_touch','keep_in_touch.informational','email',8,7,10,NULL,'2027-02-22','2027-02-22','cancelled','2026-11-20','The informational interview on Tue 24 Nov 2026 was cancelled.',NULL,'[{"step":"rule","text":"An informational interview was held. Every three to six months (postdocs.yale.edu), and no check-in: nothing is being decided.","on":null},{"step":"anchor","text":"informational interview on Tue 24 Nov 2026","on":"2026-11-24"},{"step":"count","text":"90 days after Tue 24 Nov 2026","on":"2027-02-22"},{"step":"final","text":"due Mon 22 Feb 2027","on":"2027-02-22"}]');
INSERT INTO "followup" VALUES(27,'prep:interview-9','prep','prep','',9,9,NULL,NULL,'2026-11-30','2026-11-30','pending',NULL,'',NULL,'[{"step":"rule","text":"An interview is booked. Check time zone, link or address and names the evening before (jobmentis.com).","on":null},{"step":"anchor","text":"video interview on Tue 1 Dec 2026","on":"2026-12-01"},{"step":"count","text":"1 day before it","on":"2026-11-30"},{"step":"final","text":"due Mon 30 Nov 2026","on":"2026-11-30"}]');
INSERT INTO "followup" VALUES(28,'thank_you:interview-8:contact-11','thank_you','thank_you','email',9,8,11,NULL,'2026-11-18','2026-11-19','skipped','2026-11-20','they will call',NULL,'[{"step":"rule","text":"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).","on":null},{"step":"anchor","text":"video interview on Wed 18 Nov 2026","on":"2026-11-18"},{"step":"count","text":"1 business day after Wed 18 Nov 2026","on":"2026-11-19"},{"step":"final","text":"ready Wed 18 Nov 2026, due Thu 19 Nov 2026","on":"2026-11-19"}]');
INSERT INTO "followup" VALUES(29,'thank_you:interview-9:contact-12','thank_you','thank_you','email',9,9,12,NULL,'2026-12-01','2026-12-02','pending',NULL,'',NULL,'[{"step":"rule","text":"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).","on":null},{"step":"anchor","text":"video interview on Tue 1 Dec 2026","on":"2026-12-01"},{"step":"count","text":"1 business day after Tue 1 Dec 2026","on":"2026-12-02"},{"step":"final","text":"ready Tue 1 Dec 2026, due Wed 2 Dec 2026","on":"2026-12-02"}]');
INSERT INTO "followup" VALUES(30,'check_in:interview-9','check_in','check_in','email',9,9,12,NULL,'2026-12-09','2026-12-09','pending',NULL,'',NULL,'[{"step":"rule","text":"They gave no date. Five to seven business days is the norm (journalismjobs.com); 49 % of polled hiring managers prefer five (youtern.com).","on":null},{"step":"anchor","text":"video interview on Tue 1 Dec 2026","on":"2026-12-01"},{"step":"count","text":"6 business days after Tue 1 Dec 2026","on":"2026-12-09"},{"step":"weekend","text":"Sat 5 Dec 2026 does not count: weekend","on":"2026-12-07"},{"step":"weekend","text":"Sun 6 Dec 2026 does not count: weekend","on":"2026-12-07"},{"step":"final","text":"due Wed 9 Dec 2026","on":"2026-12-09"}]');
CREATE TABLE holiday (
	place VARCHAR NOT NULL, 
	day VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (place, day)
);
INSERT INTO "holiday" VALUES('DE/','2024-01-01','New Year''s Day');
INSERT INTO "holiday" VALUES('DE/','2024-03-29','Good Friday');
INSERT INTO "holiday" VALUES('DE/','2024-04-01','Easter Monday');
INSERT INTO "holiday" VALUES('DE/','2024-05-01','Labor Day');
INSERT INTO "holiday" VALUES('DE/','2024-05-09','Ascension Day');
INSERT INTO "holiday" VALUES('DE/','2024-05-20','Pentecost Monday');
INSERT INTO "holiday" VALUES('DE/','2024-10-03','German Unity Day');
INSERT INTO "holiday" VALUES('DE/','2024-12-25','Christmas Day');
INSERT INTO "holiday" VALUES('DE/','2024-12-26','Second Day of Christmas');
INSERT INTO "holiday" VALUES('DE/','2025-01-01','New Year''s Day');
INSERT INTO "holiday" VALUES('DE/','2025-04-18','Good Friday');
INSERT INTO "holiday" VALUES('DE/','2025-04-21','Easter Monday');
INSERT INTO "holiday" VALUES('DE/','2025-05-01','Labor Day');
INSERT INTO "holiday" VALUES('DE/','2025-05-29','Ascension Day');
INSERT INTO "holiday" VALUES('DE/','2025-06-09','Pentecost Monday');
INSERT INTO "holiday" VALUES('DE/','2025-10-03','German Unity Day');
INSERT INTO "holiday" VALUES('DE/','2025-12-25','Christmas Day');
INSERT INTO "holiday" VALUES('DE/','2025-12-26','Second Day of Christmas');
INSERT INTO "holiday" VALUES('DE/','2026-01-01','New Year''s Day');
INSERT INTO "holiday" VALUES('DE/','2026-04-03','Good Friday');
INSERT INTO "holiday" VALUES('DE/','2026-04-06','Easter Monday');
INSERT INTO "holiday" VALUES('DE/','2026-05-01','Labor Day');
INSERT INTO "holiday" VALUES('DE/','2026-05-14','Ascension Day');
INSERT INTO "holiday" VALUES('DE/','2026-05-25','Pentecost Monday');
INSERT INTO "holiday" VALUES('DE/','2026-10-03','German Unity Day');
INSERT INTO "holiday" VALUES('DE/','2026-12-25','Christmas Day');
INSERT INTO "holiday" VALUES('DE/','2026-12-26','Second Day of Christmas');
INSERT INTO "holiday" VALUES('DE/','2027-01-01','New Year''s Day');
INSERT INTO "holiday" VALUES('DE/','2027-03-26','Good Friday');
INSERT INTO "holiday" VALUES('DE/','2027-03-29','Easter Monday');
INSERT INTO "holiday" VALUES('DE/','2027-05-01','Labor Day');
INSERT INTO "holiday" VALUES('DE/','2027-05-06','Ascension Day');
INSERT INTO "holiday" VALUES('DE/','2027-05-17','Pentecost Monday');
INSERT INTO "holiday" VALUES('DE/','2027-10-03','German Unity Day');
INSERT INTO "holiday" VALUES('DE/','2027-12-25','Christmas Day');
INSERT INTO "holiday" VALUES('DE/','2027-12-26','Second Day of Christmas');
INSERT INTO "holiday" VALUES('DE/','2028-01-01','New Year''s Day');
INSERT INTO "holiday" VALUES('DE/','2028-04-14','Good Friday');
INSERT INTO "holiday" VALUES('DE/','2028-04-17','Easter Monday');
INSERT INTO "holiday" VALUES('DE/','2028-05-01','Labor Day');
INSERT INTO "holiday" VALUES('DE/','2028-05-25','Ascension Day');
INSERT INTO "holiday" VALUES('DE/','2028-06-05','Pentecost Monday');
INSERT INTO "holiday" VALUES('DE/','2028-10-03','German Unity Day');
INSERT INTO "holiday" VALUES('DE/','2028-12-25','Christmas Day');
INSERT INTO "holiday" VALUES('DE/','2028-12-26','Second Day of Christmas');
INSERT INTO "holiday" VALUES('DE/','2029-01-01','New Year''s Day');
INSERT INTO "holiday" VALUES('DE/','2029-03-30','Good Friday');
INSERT INTO "holiday" VALUES('DE/','2029-04-02','Easter Monday');
INSERT INTO "holiday" VALUES('DE/','2029-05-01','Labor Day');
INSERT INTO "holiday" VALUES('DE/','2029-05-10','Ascension Day');
INSERT INTO "holiday" VALUES('DE/','2029-05-21','Pentecost Monday');
INSERT INTO "holiday" VALUES('DE/','2029-10-03','German Unity Day');
INSERT INTO "holiday" VALUES('DE/','2029-12-25','Christmas Day');
INSERT INTO "holiday" VALUES('DE/','2029-12-26','Second Day of Christmas');
INSERT INTO "holiday" VALUES('DE/BE','2024-01-01','New Year''s Day');
INSERT INTO "holiday" VALUES('DE/BE','2024-03-08','Women''s Day');
INSERT INTO "holiday" VALUES('DE/BE','2024-03-29','Good Friday');
INSERT INTO "holiday" VALUES('DE/BE','2024-04-01','Easter Monday');
INSERT INTO "holiday" VALUES('DE/BE','2024-05-01','Labor Day');
INSERT INTO "holiday" VALUES('DE/BE','2024-05-09','Ascension Day');
INSERT INTO "holiday" VALUES('DE/BE','2024-05-20','Pentecost Monday');
INSERT INTO "holiday" VALUES('DE/BE','2024-10-03','German Unity Day');
INSERT INTO "holiday" VALUES('DE/BE','2024-12-25','Christmas Day');
INSERT INTO "holiday" VALUES('DE/BE','2024-12-26','Second Day of Christmas');
INSERT INTO "holiday" VALUES('DE/BE','2025-01-01','New Year''s Day');
INSERT INTO "holiday" VALUES('DE/BE','2025-03-08','Women''s Day');
INSERT INTO "holiday" VALUES('DE/BE','2025-04-18','Good Friday');
INSERT INTO "holiday" VALUES('DE/BE','2025-04-21','Easter Monday');
INSERT INTO "holiday" VALUES('DE/BE','2025-05-01','Labor Day');
INSERT INTO "holiday" VALUES('DE/BE','2025-05-08','80th anniversary of the liberation from Nazism and the end of the Second World War in Europe');
INSERT INTO "holiday" VALUES('DE/BE','2025-05-29','Ascension Day');
INSERT INTO "holiday" VALUES('DE/BE','2025-06-09','Pentecost Monday');
INSERT INTO "holiday" VALUES('DE/BE','2025-10-03','German Unity Day');
INSERT INTO "holiday" VALUES('DE/BE','2025-12-25','Christmas Day');
INSERT INTO "holiday" VALUES('DE/BE','2025-12-26','Second Day of Christmas');
INSERT INTO "holiday" VALUES('DE/BE','2026-01-01','New Year''s Day');
INSERT INTO "holiday" VALUES('DE/BE','2026-03-08','Women''s Day');
INSERT INTO "holiday" VALUES('DE/BE','2026-04-03','Good Friday');
INSERT INTO "holiday" VALUES('DE/BE','2026-04-06','Easter Monday');
INSERT INTO "holiday" VALUES('DE/BE','2026-05-01','Labor Day');
INSERT INTO "holiday" VALUES('DE/BE','2026-05-14','Ascension Day');
INSERT INTO "holiday" VALUES('DE/BE','2026-05-25','Pentecost Monday');
INSERT INTO "holiday" VALUES('DE/BE','2026-10-03','German Unity Day');
INSERT INTO "holiday" VALUES('DE/BE','2026-12-25','Christmas Day');
INSERT INTO "holiday" VALUES('DE/BE','2026-12-26','Second Day of Christmas');
INSERT INTO "holiday" VALUES('DE/BE','2027-01-01','New Year''s Day');
INSERT INTO "holiday" VALUES('DE/BE','2027-03-08','Women''s Day');
INSERT INTO "holiday" VALUES('DE/BE','2027-03-26','Good Friday');
INSERT INTO "holiday" VALUES('DE/BE','2027-03-29','Easter Monday');
INSERT INTO "holiday" VALUES('DE/BE','2027-05-01','Labor Day');
INSERT INTO "holiday" VALUES('DE/BE','2027-05-06','Ascension Day');
INSERT INTO "holiday" VALUES('DE/BE','2027-05-17','Pentecost Monday');
INSERT INTO "holiday" VALUES('DE/BE','2027-10-03','German Unity Day');
INSERT INTO "holiday" VALUES('DE/BE','2027-12-25','Christmas Day');
INSERT INTO "holiday" VALUES('DE/BE','2027-12-26','Second Day of Christmas');
INSERT INTO "holiday" VALUES('DE/BE','2028-01-01','New Year''s Day');
INSERT INTO "holiday" VALUES('DE/BE','2028-03-08','Women''s Day');
INSERT INTO "holiday" VALUES('DE/BE','2028-04-14','Good Friday');
INSERT INTO "holiday" VALUES('DE/BE','2028-04-17','Easter Monday');
INSERT INTO "holiday" VALUES('DE/BE','2028-05-01','Labor Day');
INSERT INTO "holiday" VALUES('DE/BE','2028-05-25','Ascension Day');
INSERT INTO "holiday" VALUES('DE/BE','2028-06-05','Pentecost Monday');
INSERT INTO "holiday" VALUES('DE/BE','2028-06-17','75th anniversary of the East German uprising of 1953');
INSERT INTO "holiday" VALUES('DE/BE','2028-10-03','German Unity Day');
INSERT INTO "holiday" VALUES('DE/BE','2028-12-25','Christmas Day');
INSERT INTO "holiday" VALUES('DE/BE','2028-12-26','Second Day of Christmas');
INSERT INTO "holiday" VALUES('DE/BE','2029-01-01','New Year''s Day');
INSERT INTO "holiday" VALUES('DE/BE','2029-03-08','Women''s Day');
INSERT INTO "holiday" VALUES('DE/BE','2029-03-30','Good Friday');
INSERT INTO "holiday" VALUES('DE/BE','2029-04-02','Easter Monday');
INSERT INTO "holiday" VALUES('DE/BE','2029-05-01','Labor Day');
INSERT INTO "holiday" VALUES('DE/BE','2029-05-10','Ascension Day');
INSERT INTO "holiday" VALUES('DE/BE','2029-05-21','Pentecost Monday');
INSERT INTO "holiday" VALUES('DE/BE','2029-10-03','German Unity Day');
INSERT INTO "holiday" VALUES('DE/BE','2029-12-25','Christmas Day');
INSERT INTO "holiday" VALUES('DE/BE','2029-12-26','Second Day of Christmas');
CREATE TABLE idle (
	application_id INTEGER NOT NULL, 
	PRIMARY KEY (application_id), 
	FOREIGN KEY(application_id) REFERENCES application (id) ON DELETE CASCADE
);
INSERT INTO "idle" VALUES(8);
CREATE TABLE interview (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	stage VARCHAR NOT NULL, 
	day VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	zone VARCHAR NOT NULL, 
	minutes INTEGER NOT NULL, 
	starts VARCHAR NOT NULL, 
	ends VARCHAR NOT NULL, 
	recorded_on VARCHAR NOT NULL, 
	"where" VARCHAR NOT NULL, 
	looking_for VARCHAR NOT NULL, 
	next_step VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	strengths VARCHAR NOT NULL, 
	concerns VARCHAR NOT NULL, 
	cancelled BOOLEAN NOT NULL, 
	seq INTEGER NOT NULL, 
	uid VARCHAR NOT NULL, 
	sequence INTEGER DEFAULT 0 NOT NULL, 
	stamped VARCHAR, 
	first_at VARCHAR, 
	first_starts VARCHAR, 
	stage_assumed BOOLEAN DEFAULT FALSE NOT NULL, 
	CONSTRAINT stage_known CHECK (stage IN ('phone', 'video', 'onsite', 'panel', 'final', 'informational')), 
	CONSTRAINT minutes_positive CHECK (minutes > 0), 
	CONSTRAINT starts_before_ends CHECK (starts <= ends), 
	FOREIGN KEY(application_id) REFERENCES application (id)
);
INSERT INTO "interview" VALUES(1,1,'phone','2026-09-02','2026-09-02T10:00','UTC',60,'2026-09-02T10:00:00+00:00','2026-09-02T11:00:00+00:00','2026-09-02','','','','','[]','[]',0,7,'acc1a0503b6a4c7b',0,NULL,NULL,NULL,0);
INSERT INTO "interview" VALUES(2,2,'video','2026-10-19','2026-10-19T14:00','America/New_York',45,'2026-10-19T18:00:00+00:00','2026-10-19T18:45:00+00:00','2026-10-20','https://meet.example/a?b=c','','','','[]','[]',0,10,'758069bb0b1e68ab',0,NULL,NULL,NULL,0);
INSERT INTO "interview" VALUES(3,3,'video','2026-10-19','2026-10-19','UTC',60,'2026-10-19T00:00:00+00:00','2026-10-19T00:00:00+00:00','2026-10-20','','','','','[]','[]',0,13,'729627d4b889e2ed',0,NULL,NULL,NULL,1);
INSERT INTO "interview" VALUES(4,5,'panel','2026-11-19','2026-11-19T15:00','UTC',75,'2026-11-19T15:00:00+00:00','2026-11-19T16:15:00+00:00','2026-11-19','','someone to own the reporting stack','a call with the CTO','third floor','["I built the KPI dashboard that 40 shops use","I like ${company}","I test"]','[{"concern":"no dbt experience","answer":"I moved two pipelines to dbt last spring"}]',0,24,'2ba7d84e649afd2c',0,NULL,NULL,NULL,0);
INSERT INTO "interview" VALUES(5,6,'video','2026-11-19','2026-11-19T09:00','UTC',60,'2026-11-19T09:00:00+00:00','2026-11-19T10:00:00+00:00','2026-11-19','Zoë 李雷 👍 שלום İıß '' " % _ \ [b] ${x} {y} ''; DROP TABLE interview;-- ‮   =1+1
	Zoë 李雷 👍 שלום İıß '' " % _ \ [b] ${x} {y} ''; DROP TABLE interview;-- ‮   =1+1','Zoë 李雷 👍 שלום İıß '' " % _ \ [b] ${x} {y} ''; DROP TABLE interview;-- ‮   =1+1','','Zoë 李雷 👍 שלום İıß '' " % _ \ [b] ${x} {y} ''; DROP TABLE interview;-- ‮   =1+1','["Zoë 李雷 👍 שלום İıß '' \" % _ \\ [b] ${x} {y} ''; DROP TABLE interview;-- ‮   =1+1"]','[{"concern":"Zoë 李雷 👍 שלום İıß '' \" % _ \\ [b] ${x} {y} ''; DROP TABLE interview;-- ‮   =1+1","answer":"Zoë 李雷 👍 שלום İıß '' \" % _ \\ [b] ${x} {y} ''; DROP TABLE interview;-- ‮   =1+1"}]',0,25,'c9c391df8fe2b481',0,NULL,NULL,NULL,1);
INSERT INTO "interview" VALUES(6,7,'final','2026-11-26','2026-11-26T16:30','Asia/Tokyo',60,'2026-11-26T07:30:00+00:00','2026-11-26T08:30:00+00:00','2026-11-19','','','','','[]','[]',0,26,'828efcd701e28a7d',0,NULL,'2026-11-25T10:00','2026-11-25T01:00:00+00:00',0);
INSERT INTO "interview" VALUES(7,8,'informational','2026-11-24','2026-11-24T09:00','UTC',60,'2026-11-24T09:00:00+00:00','2026-11-24T10:00:00+00:00','2026-11-19','','','','','[]','[]',1,27,'35d0ae688c4605ac',0,NULL,NULL,NULL,0);
INSERT INTO "interview" VALUES(8,9,'video','2026-11-18','2026-11-18T10:00','UTC',60,'2026-11-18T10:00:00+00:00','2026-11-18T11:00:00+00:00','2026-11-20','','','','two lines,
and a comma','[]','[]',0,30,'1033b6d7a7c8451e',0,NULL,NULL,NULL,1);
INSERT INTO "interview" VALUES(9,9,'video','2026-12-01','2026-12-01','UTC',60,'2026-12-01T00:00:00+00:00','2026-12-01T00:00:00+00:00','2026-11-20','','','','','[]','[]',0,30,'1322f9369a0bcd71',0,NULL,NULL,NULL,1);
CREATE TABLE journal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	change_id INTEGER NOT NULL, 
	"of" VARCHAR NOT NULL, 
	"row" VARCHAR NOT NULL, 
	"before" VARCHAR, 
	FOREIGN KEY(change_id) REFERENCES change (id)
);
INSERT INTO "journal" VALUES(2,2,'setting','["store","you.email"]',NULL);
INSERT INTO "journal" VALUES(3,3,'setting','["store","calendar.days_off"]',NULL);
INSERT INTO "journal" VALUES(4,4,'setting','["store","calendar.country"]',NULL);
INSERT INTO "journal" VALUES(5,5,'setting','["store","calendar.region"]',NULL);
INSERT INTO "journal" VALUES(6,6,'setting','["store","backup.keep"]',NULL);
INSERT INTO "journal" VALUES(7,7,'application','[1]',NULL);
INSERT INTO "journal" VALUES(8,7,'contact','[1]',NULL);
INSERT INTO "journal" VALUES(9,7,'interview','[1]',NULL);
INSERT INTO "journal" VALUES(10,7,'topic','[1]',NULL);
INSERT INTO "journal" VALUES(11,7,'followup','[1]',NULL);
INSERT INTO "journal" VALUES(12,7,'followup','[2]',NULL);
INSERT INTO "journal" VALUES(13,8,'note','[1]',NULL);
INSERT INTO "journal" VALUES(14,8,'followup','[1]','{"id":1,"key":"thank_you:interview-1:contact-1","kind":"thank_you","rule":"thank_you.sales","channel":"email","application_id":1,"interview_id":1,"contact_id":1,"promise_id":null,"ready_on":"2026-09-02","due_on":"2026-09-02","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"An interview in sales was held. In sales the prompt one wins: the winner wrote within six hours (meritt.io).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"phone interview on Wed 2 Sep 2026\",\"on\":\"2026-09-02\"},{\"step\":\"final\",\"text\":\"due Wed 2 Sep 2026\",\"on\":\"2026-09-02\"}]"}');
INSERT INTO "journal" VALUES(15,9,'contact','[2]',NULL);
INSERT INTO "journal" VALUES(16,10,'application','[2]',NULL);
INSERT INTO "journal" VALUES(17,10,'contact','[3]',NULL);
INSERT INTO "journal" VALUES(18,10,'contact','[4]',NULL);
INSERT INTO "journal" VALUES(19,10,'interview','[2]',NULL);
INSERT INTO "journal" VALUES(20,10,'topic','[2]',NULL);
INSERT INTO "journal" VALUES(21,10,'topic','[3]',NULL);
INSERT INTO "journal" VALUES(22,10,'promise','[1]',NULL);
INSERT INTO "journal" VALUES(23,10,'followup','[3]',NULL);
INSERT INTO "journal" VALUES(24,10,'followup','[4]',NULL);
INSERT INTO "journal" VALUES(25,10,'followup','[5]',NULL);
INSERT INTO "journal" VALUES(26,11,'note','[2]',NULL);
INSERT INTO "journal" VALUES(27,12,'note','[2]','{"id":2,"followup_id":4,"channel":"","subject":"Thank you – Engineer interview on October 19","body":"Dear Monica,\n\nThank you for the time that you gave me yesterday to talk about the engineer position. I hope to work with you at Pied Piper. I came away with a clearer picture of the job.\n\nI understand that you will decide by Friday, and I hope to hear from you then.\n\nBest regards,\nAna Lima\nana@lima.example\n\nAus meinen eigenen Wörtern: ﷽.","edited":true,"written_from":"fbcc579f12921f57","promise_on":null,"promise":"","sent_on":null}');
INSERT INTO "journal" VALUES(28,12,'followup','[4]','{"id":4,"key":"thank_you:interview-2:contact-4","kind":"thank_you","rule":"thank_you","channel":"email","application_id":2,"interview_id":2,"contact_id":4,"promise_id":null,"ready_on":"2026-10-19","due_on":"2026-10-20","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"video interview on Mon 19 Oct 2026\",\"on\":\"2026-10-19\"},{\"step\":\"count\",\"text\":\"1 business day after Mon 19 Oct 2026\",\"on\":\"2026-10-20\"},{\"step\":\"final\",\"text\":\"ready Mon 19 Oct 2026, due Tue 20 Oct 2026\",\"on\":\"2026-10-20\"}]"}');
INSERT INTO "journal" VALUES(29,13,'application','[3]',NULL);
INSERT INTO "journal" VALUES(30,13,'contact','[5]',NULL);
INSERT INTO "journal" VALUES(31,13,'interview','[3]',NULL);
INSERT INTO "journal" VALUES(32,13,'topic','[4]',NULL);
INSERT INTO "journal" VALUES(33,13,'followup','[6]',NULL);
INSERT INTO "journal" VALUES(34,13,'followup','[7]',NULL);
INSERT INTO "journal" VALUES(35,14,'followup','[7]','{"id":7,"key":"check_in:interview-3","kind":"check_in","rule":"check_in","channel":"email","application_id":3,"interview_id":3,"contact_id":null,"promise_id":null,"ready_on":"2026-10-27","due_on":"2026-10-27","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"They gave no date. Five to seven business days is the norm (journalismjobs.com); 49 % of polled hiring managers prefer five (youtern.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"video interview on Mon 19 Oct 2026\",\"on\":\"2026-10-19\"},{\"step\":\"count\",\"text\":\"6 business days after Mon 19 Oct 2026\",\"on\":\"2026-10-27\"},{\"step\":\"weekend\",\"text\":\"Sat 24 Oct 2026 does not count: weekend\",\"on\":\"2026-10-26\"},{\"step\":\"weekend\",\"text\":\"Sun 25 Oct 2026 does not count: weekend\",\"on\":\"2026-10-26\"},{\"step\":\"final\",\"text\":\"due Tue 27 Oct 2026\",\"on\":\"2026-10-27\"}]"}');
INSERT INTO "journal" VALUES(36,15,'event','[1]',NULL);
INSERT INTO "journal" VALUES(37,15,'followup','[8]',NULL);
INSERT INTO "journal" VALUES(38,15,'followup','[7]','{"id":7,"key":"check_in:interview-3","kind":"check_in","rule":"check_in","channel":"email","application_id":3,"interview_id":3,"contact_id":null,"promise_id":null,"ready_on":"2026-10-27","due_on":"2026-10-27","status":"pending","done_on":null,"because":"(forgotten) 5 is away","snoozed_until":"2026-10-26","chain":"[{\"step\":\"rule\",\"text\":\"They gave no date. Five to seven business days is the norm (journalismjobs.com); 49 % of polled hiring managers prefer five (youtern.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"video interview on Mon 19 Oct 2026\",\"on\":\"2026-10-19\"},{\"step\":\"count\",\"text\":\"6 business days after Mon 19 Oct 2026\",\"on\":\"2026-10-27\"},{\"step\":\"weekend\",\"text\":\"Sat 24 Oct 2026 does not count: weekend\",\"on\":\"2026-10-26\"},{\"step\":\"weekend\",\"text\":\"Sun 25 Oct 2026 does not count: weekend\",\"on\":\"2026-10-26\"},{\"step\":\"final\",\"text\":\"due Tue 27 Oct 2026\",\"on\":\"2026-10-27\"}]"}');
INSERT INTO "journal" VALUES(39,16,'contact','[5]','');
INSERT INTO "journal" VALUES(40,16,'event','[1]','');
INSERT INTO "journal" VALUES(41,16,'topic','[4]','');
INSERT INTO "journal" VALUES(42,16,'followup','[6]','');
INSERT INTO "journal" VALUES(43,17,'note','[3]',NULL);
INSERT INTO "journal" VALUES(44,17,'followup','[5]','{"id":5,"key":"check_in:interview-2","kind":"check_in","rule":"check_in.decision","channel":"email","application_id":2,"interview_id":2,"contact_id":3,"promise_id":null,"ready_on":"2026-10-26","due_on":"2026-10-27","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"They said by when they would decide. One or two business days past their date is the norm (journalismjobs.com); contact before it drew a rebuke (purduecco.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"they said they would decide by Fri 23 Oct 2026\",\"on\":\"2026-10-23\"},{\"step\":\"count\",\"text\":\"1 business day after Fri 23 Oct 2026\",\"on\":\"2026-10-26\"},{\"step\":\"count\",\"text\":\"2 business days after Fri 23 Oct 2026\",\"on\":\"2026-10-27\"},{\"step\":\"weekend\",\"text\":\"Sat 24 Oct 2026 does not count: weekend\",\"on\":\"2026-10-26\"},{\"step\":\"weekend\",\"text\":\"Sun 25 Oct 2026 does not count: weekend\",\"on\":\"2026-10-26\"},{\"step\":\"final\",\"text\":\"ready Mon 26 Oct 2026, due Tue 27 Oct 2026\",\"on\":\"2026-10-27\"}]"}');
INSERT INTO "journal" VALUES(45,17,'followup','[9]',NULL);
INSERT INTO "journal" VALUES(46,18,'setting','["store","policy.second_check_in.days"]',NULL);
INSERT INTO "journal" VALUES(47,18,'followup','[9]','{"id":9,"key":"second_check_in:interview-2","kind":"second_check_in","rule":"second_check_in","channel":"email","application_id":2,"interview_id":2,"contact_id":3,"promise_id":null,"ready_on":"2026-11-02","due_on":"2026-11-02","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"The first check-in brought no reply. Another week, then let go (frederickworks.com); two at most (careernetwork.org).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"you checked in on Mon 26 Oct 2026\",\"on\":\"2026-10-26\"},{\"step\":\"count\",\"text\":\"5 business days after Mon 26 Oct 2026\",\"on\":\"2026-11-02\"},{\"step\":\"weekend\",\"text\":\"Sat 31 Oct 2026 does not count: weekend\",\"on\":\"2026-11-02\"},{\"step\":\"weekend\",\"text\":\"Sun 1 Nov 2026 does not count: weekend\",\"on\":\"2026-11-02\"},{\"step\":\"final\",\"text\":\"due Mon 2 Nov 2026\",\"on\":\"2026-11-02\"}]"}');
INSERT INTO "journal" VALUES(48,19,'application','[1]','{"id":1,"company":"Initech","company_key":"initech","role":"Clerk","role_key":"clerk","via":"","field":"sales","channel":"","outcome":"","outcome_on":null,"outcome_seq":0,"deadline_on":null,"terms":"","start_on":null,"keep_in_touch":false,"search":"initech clerk","seq":7,"uid":"1dc543dc1e64a735","through":"","deadline_at":null,"outcome_undated":false}');
INSERT INTO "journal" VALUES(49,19,'followup','[10]',NULL);
INSERT INTO "journal" VALUES(50,19,'followup','[11]',NULL);
INSERT INTO "journal" VALUES(51,19,'followup','[2]','{"id":2,"key":"check_in:interview-1","kind":"check_in","rule":"check_in","channel":"email","application_id":1,"interview_id":1,"contact_id":1,"promise_id":null,"ready_on":"2026-09-10","due_on":"2026-09-10","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"They gave no date. Five to seven business days is the norm (journalismjobs.com); 49 % of polled hiring managers prefer five (youtern.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"phone interview on Wed 2 Sep 2026\",\"on\":\"2026-09-02\"},{\"step\":\"count\",\"text\":\"6 business days after Wed 2 Sep 2026\",\"on\":\"2026-09-10\"},{\"step\":\"weekend\",\"text\":\"Sat 5 Sep 2026 does not count: weekend\",\"on\":\"2026-09-07\"},{\"step\":\"weekend\",\"text\":\"Sun 6 Sep 2026 does not count: weekend\",\"on\":\"2026-09-07\"},{\"step\":\"final\",\"text\":\"due Thu 10 Sep 2026\",\"on\":\"2026-09-10\"}]"}');
INSERT INTO "journal" VALUES(52,20,'event','[2]',NULL);
INSERT INTO "journal" VALUES(53,20,'followup','[12]',NULL);
INSERT INTO "journal" VALUES(54,20,'followup','[9]','{"id":9,"key":"second_check_in:interview-2","kind":"second_check_in","rule":"second_check_in","channel":"email","application_id":2,"interview_id":2,"contact_id":3,"promise_id":null,"ready_on":"2026-11-03","due_on":"2026-11-03","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"The first check-in brought no reply. Another week, then let go (frederickworks.com); two at most (careernetwork.org).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"you checked in on Mon 26 Oct 2026\",\"on\":\"2026-10-26\"},{\"step\":\"count\",\"text\":\"6 business days after Mon 26 Oct 2026\",\"on\":\"2026-11-03\"},{\"step\":\"weekend\",\"text\":\"Sat 31 Oct 2026 does not count: weekend\",\"on\":\"2026-11-02\"},{\"step\":\"weekend\",\"text\":\"Sun 1 Nov 2026 does not count: weekend\",\"on\":\"2026-11-02\"},{\"step\":\"final\",\"text\":\"due Tue 3 Nov 2026\",\"on\":\"2026-11-03\"}]"}');
INSERT INTO "journal" VALUES(55,21,'application','[4]',NULL);
INSERT INTO "journal" VALUES(56,21,'event','[3]',NULL);
INSERT INTO "journal" VALUES(57,22,'application','[3]','{"id":3,"company":"Gone GmbH","company_key":"gone gmbh","role":"","role_key":"","via":"Agency One","field":"","channel":"","outcome":"","outcome_on":null,"outcome_seq":0,"deadline_on":null,"terms":"","start_on":null,"keep_in_touch":false,"search":"gone gmbh","seq":13,"uid":"c4964ffcd5cc272a","through":"","deadline_at":null,"outcome_undated":false}');
INSERT INTO "journal" VALUES(58,22,'followup','[8]','{"id":8,"key":"check_in:reply-1","kind":"check_in","rule":"check_in.reply","channel":"email","application_id":3,"interview_id":3,"contact_id":null,"promise_id":null,"ready_on":"2026-11-03","due_on":"2026-11-03","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"They replied without a new date. A touch restarts the clock, and the count of check-ins with it (our rule; nobody measured it).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"they replied on Tue 20 Oct 2026\",\"on\":\"2026-10-20\"},{\"step\":\"count\",\"text\":\"10 business days after Tue 20 Oct 2026\",\"on\":\"2026-11-03\"},{\"step\":\"weekend\",\"text\":\"Sat 24 Oct 2026 does not count: weekend\",\"on\":\"2026-10-26\"},{\"step\":\"weekend\",\"text\":\"Sun 25 Oct 2026 does not count: weekend\",\"on\":\"2026-10-26\"},{\"step\":\"weekend\",\"text\":\"Sat 31 Oct 2026 does not count: weekend\",\"on\":\"2026-11-02\"},{\"step\":\"weekend\",\"text\":\"Sun 1 Nov 2026 does not count: weekend\",\"on\":\"2026-11-02\"},{\"step\":\"final\",\"text\":\"due Tue 3 Nov 2026\",\"on\":\"2026-11-03\"}]"}');
INSERT INTO "journal" VALUES(59,23,'application','[2]','{"id":2,"company":"Pied Piper","company_key":"pied piper","role":"Engineer","role_key":"engineer","via":"","field":"","channel":"","outcome":"","outcome_on":null,"outcome_seq":0,"deadline_on":null,"terms":"","start_on":null,"keep_in_touch":false,"search":"pied piper engineer","seq":10,"uid":"1c5ca448ec302bfc","through":"","deadline_at":null,"outcome_undated":false}');
INSERT INTO "journal" VALUES(60,23,'application','[2]','{"id":2,"company":"Pied Piper","company_key":"pied piper","role":"Engineer","role_key":"engineer","via":"","field":"","channel":"","outcome":"offer","outcome_on":"2026-11-10","outcome_seq":23,"deadline_on":null,"terms":"","start_on":null,"keep_in_touch":false,"search":"pied piper engineer","seq":10,"uid":"1c5ca448ec302bfc","through":"","deadline_at":null,"outcome_undated":false}');
INSERT INTO "journal" VALUES(61,23,'followup','[13]',NULL);
INSERT INTO "journal" VALUES(62,23,'followup','[14]',NULL);
INSERT INTO "journal" VALUES(63,23,'followup','[15]',NULL);
INSERT INTO "journal" VALUES(64,23,'followup','[3]','{"id":3,"key":"thank_you:interview-2:contact-3","kind":"thank_you","rule":"thank_you","channel":"email","application_id":2,"interview_id":2,"contact_id":3,"promise_id":null,"ready_on":"2026-10-19","due_on":"2026-10-20","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"video interview on Mon 19 Oct 2026\",\"on\":\"2026-10-19\"},{\"step\":\"count\",\"text\":\"1 business day after Mon 19 Oct 2026\",\"on\":\"2026-10-20\"},{\"step\":\"final\",\"text\":\"ready Mon 19 Oct 2026, due Tue 20 Oct 2026\",\"on\":\"2026-10-20\"}]"}');
INSERT INTO "journal" VALUES(65,23,'followup','[12]','{"id":12,"key":"check_in:reply-2","kind":"check_in","rule":"check_in.reply","channel":"email","application_id":2,"interview_id":2,"contact_id":3,"promise_id":null,"ready_on":"2026-11-24","due_on":"2026-11-24","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"They replied without a new date. A touch restarts the clock, and the count of check-ins with it (our rule; nobody measured it).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"they replied on Tue 10 Nov 2026\",\"on\":\"2026-11-10\"},{\"step\":\"count\",\"text\":\"10 business days after Tue 10 Nov 2026\",\"on\":\"2026-11-24\"},{\"step\":\"weekend\",\"text\":\"Sat 14 Nov 2026 does not count: weekend\",\"on\":\"2026-11-16\"},{\"step\":\"weekend\",\"text\":\"Sun 15 Nov 2026 does not count: weekend\",\"on\":\"2026-11-16\"},{\"step\":\"weekend\",\"text\":\"Sat 21 Nov 2026 does not count: weekend\",\"on\":\"2026-11-23\"},{\"step\":\"weekend\",\"text\":\"Sun 22 Nov 2026 does not count: weekend\",\"on\":\"2026-11-23\"},{\"step\":\"final\",\"text\":\"due Tue 24 Nov 2026\",\"on\":\"2026-11-24\"}]"}');
INSERT INTO "journal" VALUES(66,24,'application','[5]',NULL);
INSERT INTO "journal" VALUES(67,24,'contact','[6]',NULL);
INSERT INTO "journal" VALUES(68,24,'contact','[7]',NULL);
INSERT INTO "journal" VALUES(69,24,'interview','[4]',NULL);
INSERT INTO "journal" VALUES(70,24,'topic','[5]',NULL);
INSERT INTO "journal" VALUES(71,24,'topic','[6]',NULL);
INSERT INTO "journal" VALUES(72,24,'promise','[2]',NULL);
INSERT INTO "journal" VALUES(73,24,'promise','[3]',NULL);
INSERT INTO "journal" VALUES(74,24,'followup','[16]',NULL);
INSERT INTO "journal" VALUES(75,24,'followup','[17]',NULL);
INSERT INTO "journal" VALUES(76,24,'followup','[18]',NULL);
INSERT INTO "journal" VALUES(77,25,'application','[6]',NULL);
INSERT INTO "journal" VALUES(78,25,'contact','[8]',NULL);
INSERT INTO "journal" VALUES(79,25,'interview','[5]',NULL);
INSERT INTO "journal" VALUES(80,25,'topic','[7]',NULL);
INSERT INTO "journal" VALUES(81,25,'followup','[19]',NULL);
INSERT INTO "journal" VALUES(82,25,'followup','[20]',NULL);
INSERT INTO "journal" VALUES(83,26,'application','[7]',NULL);
INSERT INTO "journal" VALUES(84,26,'contact','[9]',NULL);
INSERT INTO "journal" VALUES(85,26,'interview','[6]',NULL);
INSERT INTO "journal" VALUES(86,26,'topic','[8]',NULL);
INSERT INTO "journal" VALUES(87,26,'followup','[21]',NULL);
INSERT INTO "journal" VALUES(88,26,'followup','[22]',NULL);
INSERT INTO "journal" VALUES(89,26,'followup','[23]',NULL);
INSERT INTO "journal" VALUES(90,27,'application','[8]',NULL);
INSERT INTO "journal" VALUES(91,27,'contact','[10]',NULL);
INSERT INTO "journal" VALUES(92,27,'interview','[7]',NULL);
INSERT INTO "journal" VALUES(93,27,'topic','[9]',NULL);
INSERT INTO "journal" VALUES(94,27,'followup','[24]',NULL);
INSERT INTO "journal" VALUES(95,27,'followup','[25]',NULL);
INSERT INTO "journal" VALUES(96,27,'followup','[26]',NULL);
INSERT INTO "journal" VALUES(97,28,'interview','[7]','{"id":7,"application_id":8,"stage":"informational","day":"2026-11-24","at":"2026-11-24T09:00","zone":"UTC","minutes":60,"starts":"2026-11-24T09:00:00+00:00","ends":"2026-11-24T10:00:00+00:00","recorded_on":"2026-11-19","where":"","looking_for":"","next_step":"","note":"","strengths":"[]","concerns":"[]","cancelled":false,"seq":27,"uid":"35d0ae688c4605ac","sequence":0,"stamped":null,"first_at":null,"first_starts":null,"stage_assumed":false}');
INSERT INTO "journal" VALUES(98,28,'followup','[24]','{"id":24,"key":"prep:interview-7","kind":"prep","rule":"prep","channel":"","application_id":8,"interview_id":7,"contact_id":null,"promise_id":null,"ready_on":"2026-11-23","due_on":"2026-11-23","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"An interview is booked. Check time zone, link or address and names the evening before (jobmentis.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"informational interview on Tue 24 Nov 2026\",\"on\":\"2026-11-24\"},{\"step\":\"count\",\"text\":\"1 day before it\",\"on\":\"2026-11-23\"},{\"step\":\"final\",\"text\":\"due Mon 23 Nov 2026\",\"on\":\"2026-11-23\"}]"}');
INSERT INTO "journal" VALUES(99,28,'followup','[25]','{"id":25,"key":"thank_you:interview-7:contact-10","kind":"thank_you","rule":"thank_you","channel":"email","application_id":8,"interview_id":7,"contact_id":10,"promise_id":null,"ready_on":"2026-11-24","due_on":"2026-11-25","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"informational interview on Tue 24 Nov 2026\",\"on\":\"2026-11-24\"},{\"step\":\"count\",\"text\":\"1 business day after Tue 24 Nov 2026\",\"on\":\"2026-11-25\"},{\"step\":\"final\",\"text\":\"ready Tue 24 Nov 2026, due Wed 25 Nov 2026\",\"on\":\"2026-11-25\"}]"}');
INSERT INTO "journal" VALUES(100,28,'followup','[26]','{"id":26,"key":"keep_in_touch:contact-10:interview-7:1","kind":"keep_in_touch","rule":"keep_in_touch.informational","channel":"email","application_id":8,"interview_id":7,"contact_id":10,"promise_id":null,"ready_on":"2027-02-22","due_on":"2027-02-22","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"An informational interview was held. Every three to six months (postdocs.yale.edu), and no check-in: nothing is being decided.\",\"on\":null},{\"step\":\"anchor\",\"text\":\"informational interview on Tue 24 Nov 2026\",\"on\":\"2026-11-24\"},{\"step\":\"count\",\"text\":\"90 days after Tue 24 Nov 2026\",\"on\":\"2027-02-22\"},{\"step\":\"final\",\"text\":\"due Mon 22 Feb 2027\",\"on\":\"2027-02-22\"}]"}');
INSERT INTO "journal" VALUES(101,29,'interview','[6]','{"id":6,"application_id":7,"stage":"final","day":"2026-11-25","at":"2026-11-25T10:00","zone":"Asia/Tokyo","minutes":60,"starts":"2026-11-25T01:00:00+00:00","ends":"2026-11-25T02:00:00+00:00","recorded_on":"2026-11-19","where":"","looking_for":"","next_step":"","note":"","strengths":"[]","concerns":"[]","cancelled":false,"seq":26,"uid":"828efcd701e28a7d","sequence":0,"stamped":null,"first_at":null,"first_starts":null,"stage_assumed":false}');
INSERT INTO "journal" VALUES(102,29,'followup','[21]','{"id":21,"key":"prep:interview-6","kind":"prep","rule":"prep","channel":"","application_id":7,"interview_id":6,"contact_id":null,"promise_id":null,"ready_on":"2026-11-24","due_on":"2026-11-24","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"An interview is booked. Check time zone, link or address and names the evening before (jobmentis.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"final interview on Wed 25 Nov 2026\",\"on\":\"2026-11-25\"},{\"step\":\"count\",\"text\":\"1 day before it\",\"on\":\"2026-11-24\"},{\"step\":\"final\",\"text\":\"due Tue 24 Nov 2026\",\"on\":\"2026-11-24\"}]"}');
INSERT INTO "journal" VALUES(103,29,'followup','[22]','{"id":22,"key":"thank_you:interview-6:contact-9","kind":"thank_you","rule":"thank_you","channel":"email","application_id":7,"interview_id":6,"contact_id":9,"promise_id":null,"ready_on":"2026-11-25","due_on":"2026-11-27","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"final interview on Wed 25 Nov 2026\",\"on\":\"2026-11-25\"},{\"step\":\"count\",\"text\":\"1 business day after Wed 25 Nov 2026\",\"on\":\"2026-11-27\"},{\"step\":\"day_off\",\"text\":\"Thu 26 Nov 2026 does not count: your day off\",\"on\":\"2026-11-27\"},{\"step\":\"final\",\"text\":\"ready Wed 25 Nov 2026, due Fri 27 Nov 2026\",\"on\":\"2026-11-27\"}]"}');
INSERT INTO "journal" VALUES(104,29,'followup','[23]','{"id":23,"key":"check_in:interview-6","kind":"check_in","rule":"check_in","channel":"email","application_id":7,"interview_id":6,"contact_id":9,"promise_id":null,"ready_on":"2026-12-04","due_on":"2026-12-04","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"They gave no date. Five to seven business days is the norm (journalismjobs.com); 49 % of polled hiring managers prefer five (youtern.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"final interview on Wed 25 Nov 2026\",\"on\":\"2026-11-25\"},{\"step\":\"count\",\"text\":\"6 business days after Wed 25 Nov 2026\",\"on\":\"2026-12-04\"},{\"step\":\"day_off\",\"text\":\"Thu 26 Nov 2026 does not count: your day off\",\"on\":\"2026-11-27\"},{\"step\":\"weekend\",\"text\":\"Sat 28 Nov 2026 does not count: weekend\",\"on\":\"2026-11-30\"},{\"step\":\"weekend\",\"text\":\"Sun 29 Nov 2026 does not count: weekend\",\"on\":\"2026-11-30\"},{\"step\":\"final\",\"text\":\"due Fri 4 Dec 2026\",\"on\":\"2026-12-04\"}]"}');
INSERT INTO "journal" VALUES(105,30,'application','[9]',NULL);
INSERT INTO "journal" VALUES(106,30,'contact','[11]',NULL);
INSERT INTO "journal" VALUES(107,30,'contact','[12]',NULL);
INSERT INTO "journal" VALUES(108,30,'interview','[8]',NULL);
INSERT INTO "journal" VALUES(109,30,'interview','[9]',NULL);
INSERT INTO "journal" VALUES(110,30,'topic','[10]',NULL);
INSERT INTO "journal" VALUES(111,30,'topic','[11]',NULL);
INSERT INTO "journal" VALUES(112,30,'followup','[27]',NULL);
INSERT INTO "journal" VALUES(113,30,'followup','[28]',NULL);
INSERT INTO "journal" VALUES(114,30,'followup','[29]',NULL);
INSERT INTO "journal" VALUES(115,30,'followup','[30]',NULL);
INSERT INTO "journal" VALUES(116,31,'note','[4]',NULL);
INSERT INTO "journal" VALUES(117,32,'followup','[16]','{"id":16,"key":"thank_you:interview-4:contact-6","kind":"thank_you","rule":"thank_you","channel":"email","application_id":5,"interview_id":4,"contact_id":6,"promise_id":null,"ready_on":"2026-11-19","due_on":"2026-11-20","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"panel interview on Thu 19 Nov 2026\",\"on\":\"2026-11-19\"},{\"step\":\"count\",\"text\":\"1 business day after Thu 19 Nov 2026\",\"on\":\"2026-11-20\"},{\"step\":\"final\",\"text\":\"ready Thu 19 Nov 2026, due Fri 20 Nov 2026\",\"on\":\"2026-11-20\"}]"}');
INSERT INTO "journal" VALUES(118,32,'followup','[16]','{"id":16,"key":"thank_you:interview-4:contact-6","kind":"thank_you","rule":"thank_you","channel":"email","application_id":5,"interview_id":4,"contact_id":6,"promise_id":null,"ready_on":"2026-11-19","due_on":"2026-11-20","status":"pending","done_on":null,"because":"she is on leave: until Monday","snoozed_until":"2026-11-23","chain":"[{\"step\":\"rule\",\"text\":\"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"panel interview on Thu 19 Nov 2026\",\"on\":\"2026-11-19\"},{\"step\":\"count\",\"text\":\"1 business day after Thu 19 Nov 2026\",\"on\":\"2026-11-20\"},{\"step\":\"final\",\"text\":\"ready Thu 19 Nov 2026, due Fri 20 Nov 2026\",\"on\":\"2026-11-20\"}]"}');
INSERT INTO "journal" VALUES(119,33,'followup','[28]','{"id":28,"key":"thank_you:interview-8:contact-11","kind":"thank_you","rule":"thank_you","channel":"email","application_id":9,"interview_id":8,"contact_id":11,"promise_id":null,"ready_on":"2026-11-18","due_on":"2026-11-19","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"video interview on Wed 18 Nov 2026\",\"on\":\"2026-11-18\"},{\"step\":\"count\",\"text\":\"1 business day after Wed 18 Nov 2026\",\"on\":\"2026-11-19\"},{\"step\":\"final\",\"text\":\"ready Wed 18 Nov 2026, due Thu 19 Nov 2026\",\"on\":\"2026-11-19\"}]"}');
INSERT INTO "journal" VALUES(120,34,'contact','[7]','{"id":7,"name":"Tom Lee","name_key":"tom lee","company":"Acme Corp","company_key":"acme corp","title":"","email":"tom@acme.example","email_key":"tom@acme.example","phone":"","address":"","salutation":"","language":"","note":"","no_calls":true,"no_contact":false,"search":"tom lee","seq":24,"uid":"ce62051a412dd286"}');
INSERT INTO "journal" VALUES(121,34,'followup','[17]','{"id":17,"key":"thank_you:interview-4:contact-7","kind":"thank_you","rule":"thank_you","channel":"email","application_id":5,"interview_id":4,"contact_id":7,"promise_id":null,"ready_on":"2026-11-19","due_on":"2026-11-20","status":"pending","done_on":null,"because":"","snoozed_until":null,"chain":"[{\"step\":\"rule\",\"text\":\"An interview was held. A thank-you within a day is the consensus; 68 % say that it matters (TopResume 2017), and Friday''s may go out on the next business day (mycareergps.com).\",\"on\":null},{\"step\":\"anchor\",\"text\":\"panel interview on Thu 19 Nov 2026\",\"on\":\"2026-11-19\"},{\"step\":\"count\",\"text\":\"1 business day after Thu 19 Nov 2026\",\"on\":\"2026-11-20\"},{\"step\":\"final\",\"text\":\"ready Thu 19 Nov 2026, due Fri 20 Nov 2026\",\"on\":\"2026-11-20\"}]"}');
INSERT INTO "journal" VALUES(122,35,'interview','[4]','{"id":4,"application_id":5,"stage":"panel","day":"2026-11-19","at":"2026-11-19T15:00","zone":"UTC","minutes":60,"starts":"2026-11-19T15:00:00+00:00","ends":"2026-11-19T16:00:00+00:00","recorded_on":"2026-11-19","where":"","looking_for":"someone to own the reporting stack","next_step":"a call with the CTO","note":"third floor","strengths":"[\"I built the KPI dashboard that 40 shops use\",\"I like ${company}\"]","concerns":"[{\"concern\":\"no dbt experience\",\"answer\":\"I moved two pipelines to dbt last spring\"}]","cancelled":false,"seq":24,"uid":"2ba7d84e649afd2c","sequence":0,"stamped":null,"first_at":null,"first_starts":null,"stage_assumed":false}');
INSERT INTO "journal" VALUES(131,38,'event','[4]',NULL);
CREATE TABLE message (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	reference VARCHAR NOT NULL, 
	followup_id INTEGER, 
	address VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	CONSTRAINT state_known CHECK (state IN ('sending', 'unknown', 'refused', 'sent', 'arrived', 'seen', 'bounced', 'dealt_with')), 
	UNIQUE (reference)
);
INSERT INTO "message" VALUES(1,'<5.0a@followup.invalid>',5,'r@piper.example','bounced','2026-11-20T10:00:00+00:00','550 Zoë 李雷 👍 שלום İıß '' " % _ \ [b] ${x} {y} ''; DROP TABLE interview;-- ‮   =1+1');
INSERT INTO "message" VALUES(2,'<5.0b@followup.invalid>',5,'richard@piper.example','sent','2026-11-20T10:00:00+00:00','250 Ok');
INSERT INTO "message" VALUES(3,'<77@piper.example>',NULL,'richard@piper.example','dealt_with','2026-11-20T10:00:00+00:00','');
CREATE TABLE note (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	followup_id INTEGER NOT NULL, 
	channel VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	body VARCHAR NOT NULL, 
	edited BOOLEAN NOT NULL, 
	written_from VARCHAR NOT NULL, 
	promise_on VARCHAR, 
	promise VARCHAR NOT NULL, 
	sent_on VARCHAR, 
	UNIQUE (followup_id), 
	FOREIGN KEY(followup_id) REFERENCES followup (id)
);
INSERT INTO "note" VALUES(1,1,'email','Thank you – Clerk interview on September 2','Dear Bob,

Thank you for your time today, and for the conversation about the clerk position. I would like this job at Initech.

As a next step, may I propose a short call on Monday, September 7? If another day suits you better, I will make the time.

Best regards,
Ana Lima
ana@lima.example',0,'d2916f15a502c224',NULL,'','2026-09-02');
INSERT INTO "note" VALUES(2,4,'email','Thank you – Engineer interview on October 19','Dear Monica,

Thank you for the time that you gave me yesterday to talk about the engineer position. I hope to work with you at Pied Piper. I came away with a clearer picture of the job.

I understand that you will decide by Friday, and I hope to hear from you then.

Best regards,
Ana Lima
ana@lima.example

Aus meinen eigenen Wörtern: ﷽.',1,'fbcc579f12921f57',NULL,'','2026-10-20');
INSERT INTO "note" VALUES(3,5,'email','Engineer role – timing','Dear Richard,

I am writing about the engineer position at Pied Piper, which we spoke about on Monday, October 19. I would still be glad to take it on.

You had hoped to decide by Friday, October 23. May I ask where things stand?

Best regards,
Ana Lima
ana@lima.example',0,'83b45aa9d8204233',NULL,'','2026-10-26');
INSERT INTO "note" VALUES(4,17,'','','',0,'','2026-11-27','send the rota',NULL);
CREATE TABLE promise (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application_id INTEGER NOT NULL, 
	interview_id INTEGER, 
	"by" VARCHAR NOT NULL, 
	"on" VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	made_on VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	uid VARCHAR NOT NULL, 
	CONSTRAINT by_known CHECK ("by" IN ('you', 'they')), 
	FOREIGN KEY(application_id) REFERENCES application (id), 
	FOREIGN KEY(interview_id) REFERENCES interview (id)
);
INSERT INTO "promise" VALUES(1,2,2,'they','2026-10-23','','2026-10-20',10,'f9067ffefacdd5c0');
INSERT INTO "promise" VALUES(2,5,4,'they','2026-11-27','','2026-11-19',24,'7f6a525cd8a7ca4f');
INSERT INTO "promise" VALUES(3,5,4,'you','2026-11-25','send the dashboard link','2026-11-19',24,'a09e1dea365022c4');
CREATE TABLE setting (
	source VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (source, "key"), 
	CONSTRAINT source_known CHECK (source IN ('store', 'file'))
);
INSERT INTO "setting" VALUES('file','calendar.weekend','sat,sun');
INSERT INTO "setting" VALUES('file','policy.check_in.days','6');
INSERT INTO "setting" VALUES('file','config.toml','61:1795762749357401538');
INSERT INTO "setting" VALUES('store','you.email','ana@lima.example');
INSERT INTO "setting" VALUES('store','calendar.days_off','2026-11-26,2026-12-24');
INSERT INTO "setting" VALUES('store','calendar.country','DE');
INSERT INTO "setting" VALUES('store','calendar.region','BE');
INSERT INTO "setting" VALUES('store','backup.keep','3');
INSERT INTO "setting" VALUES('store','policy.second_check_in.days','6');
CREATE TABLE topic (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	interview_id INTEGER NOT NULL, 
	contact_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	topic VARCHAR NOT NULL, 
	CONSTRAINT topic_once UNIQUE (interview_id, contact_id), 
	FOREIGN KEY(interview_id) REFERENCES interview (id), 
	FOREIGN KEY(contact_id) REFERENCES contact (id)
);
INSERT INTO "topic" VALUES(1,1,1,0,'');
INSERT INTO "topic" VALUES(2,2,3,0,'');
INSERT INTO "topic" VALUES(3,2,4,1,'');
INSERT INTO "topic" VALUES(4,3,5,0,'');
INSERT INTO "topic" VALUES(5,4,6,0,'the move to dbt');
INSERT INTO "topic" VALUES(6,4,7,1,'on-call rota');
INSERT INTO "topic" VALUES(7,5,8,0,'');
INSERT INTO "topic" VALUES(8,6,9,0,'');
INSERT INTO "topic" VALUES(9,7,10,0,'');
INSERT INTO "topic" VALUES(10,8,11,0,'');
INSERT INTO "topic" VALUES(11,9,12,0,'');
CREATE INDEX application_at ON application (company_key);
CREATE INDEX application_elsewhere ON application (outcome) WHERE outcome IN ('accepted', 'offer');
CREATE UNIQUE INDEX application_open_once ON application (company_key, role_key) WHERE outcome IN ('', 'offer');
CREATE INDEX contact_addressed ON contact (email_key);
CREATE INDEX contact_named ON contact (name_key);
CREATE INDEX ix_message_followup_id ON message (followup_id);
CREATE INDEX interview_on ON interview (day, starts, ends, cancelled);
CREATE INDEX ix_interview_application_id ON interview (application_id);
CREATE INDEX ix_event_application_id ON event (application_id);
CREATE INDEX ix_event_contact_id ON event (contact_id);
CREATE INDEX ix_journal_change_id ON journal (change_id);
CREATE INDEX ix_topic_contact_id ON topic (contact_id);
CREATE INDEX ix_promise_application_id ON promise (application_id);
CREATE INDEX ix_promise_interview_id ON promise (interview_id);
CREATE INDEX followup_of_kind ON followup (kind, due_on, ready_on, interview_id) WHERE status = 'pending';
CREATE INDEX followup_over ON followup (due_on, ready_on, kind, interview_id) WHERE status = 'pending';
CREATE INDEX followup_pending_of ON followup (application_id) WHERE status = 'pending';
CREATE INDEX followup_ready ON followup (ready_on, due_on, kind, interview_id) WHERE status = 'pending';
CREATE INDEX ix_followup_application_id ON followup (application_id);
CREATE INDEX ix_followup_contact_id ON followup (contact_id);
CREATE INDEX ix_followup_interview_id ON followup (interview_id);
CREATE INDEX ix_followup_promise_id ON followup (promise_id);
CREATE VIEW followup_view AS 
        SELECT f.id, f.kind, f.rule, f.channel, f.status, f.ready_on, f.due_on, f.done_on,
               f.snoozed_until, f.because, f.application_id, f.interview_id, f.contact_id,
               f.promise_id, f.chain,
               a.company, a.role, a.outcome, a.via, a.search AS application_search,
               i.stage, i.day AS interview_on, i.ends AS interview_ends,
               i.starts AS interview_starts,
               CASE WHEN f.contact_id IS NULL AND f.kind NOT IN
                         ('prep', 'thank_you', 'close_out', 'decide_offer', 'thank_references')
                    THEN a.via ELSE COALESCE(c.name, '') END AS contact,
               COALESCE(c.email, '') AS email, COALESCE(c.phone, '') AS phone,
               COALESCE(c.search, '') AS contact_search,
               COALESCE(p.text, '') AS promise
        FROM followup f
        JOIN application a ON a.id = f.application_id
        LEFT JOIN interview i ON i.id = f.interview_id
        LEFT JOIN contact c ON c.id = f.contact_id
        LEFT JOIN promise p ON p.id = f.promise_id;
CREATE VIEW interview_view AS 
        SELECT i.id, i.application_id, i.stage, i.day, i.at, i.zone, i.minutes, i.starts, i.ends,
               i.recorded_on, i.seq, i."where", i.looking_for, i.next_step, i.note, i.strengths,
               i.concerns, i.cancelled, i.stage_assumed,
               a.company, a.role, a.via, a.field, a.outcome, a.search
        FROM interview i
        JOIN application a ON a.id = i.application_id;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('change',38);
INSERT INTO "sqlite_sequence" VALUES('journal',131);
INSERT INTO "sqlite_sequence" VALUES('application',10);
INSERT INTO "sqlite_sequence" VALUES('contact',13);
INSERT INTO "sqlite_sequence" VALUES('interview',10);
INSERT INTO "sqlite_sequence" VALUES('topic',12);
INSERT INTO "sqlite_sequence" VALUES('followup',32);
INSERT INTO "sqlite_sequence" VALUES('note',4);
INSERT INTO "sqlite_sequence" VALUES('promise',4);
INSERT INTO "sqlite_sequence" VALUES('event',4);
INSERT INTO "sqlite_sequence" VALUES('message',3);
COMMIT;
