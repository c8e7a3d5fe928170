"""Every row is a jotting as people type it, and what the note makes of it, read aloud once.

A phrase fits the frame that the module's docstring shows; what begins with a capital and ends
with a stop stands on its own.
"""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.notes import joining
from followup.notes.joining import LONG, Joined


def told(joined: Joined) -> str:
    """The phrase or the sentence, whichever it is."""
    return joined.phrase or joined.sentence


NEED = [
    ("someone to own the reporting stack", "someone to own the reporting stack"),
    ("They want someone hands-on", "someone hands-on"),
    ("We need a builder", "a builder"),
    ("You want someone who ships.", "someone who ships"),
    ("Looking for a team lead", "a team lead"),
    ("team lead", "a team lead"),
    ("to own the stack", "someone to own the stack"),
    ("own the reporting stack", "someone to own the reporting stack"),
    ("running a ward", "someone to run a ward"),
    ("leads a team", "someone who leads a team"),
    ("hands-on", "someone hands-on"),
    ("calm under pressure", "someone calm under pressure"),
    ("Strong SQL skills", "strong SQL skills"),
    ("that they need someone who ships", "someone who ships"),
    ("They want to grow the team", "You told me that you want to grow the team."),
    ("They're drowning in ad-hoc requests", "You told me that You're drowning in ad-hoc requests."),
    ("reporting takes 3 days", "You told me that reporting takes 3 days."),
    ("can own the pipeline end to end", "someone who can own the pipeline end to end"),
    ("must know SQL", "someone who knows SQL"),
    ("senior data engineer with dbt", "a senior data engineer with dbt"),
    ("SOMEONE TO OWN THE KPI STACK", "someone to own the KPI stack"),
    ("how they onboard", 'You told me what you need: "how they onboard".'),
    ("experience in retail", "experience in retail"),
    ("someone who can lead their team", "someone who can lead your team"),
    ("someone who knows their stuff", "someone who knows their stuff"),
    ("the new CTO wants a partner", "a partner"),
    ("Priya wants someone steady", "someone steady"),
    ("a degree in nursing", "a degree in nursing"),
    ("degree in nursing", "a degree in nursing"),
    ("ppl who cna write", "ppl who cna write"),
    ("We want someone who'll challenge us", "someone who'll challenge us"),
    ("need help with reporting", "help with reporting"),
    ("they need to hire fast", "You told me that you need to hire fast."),
    ("should be good at Excel", "someone who is good at Excel"),
    ("HR manager", "an HR manager"),
    ("SQL developer", "a SQL developer"),
    ("Python", "Python"),
    ("more structure in the team", "more structure in the team"),
    ("a safe pair of hands", "a safe pair of hands"),
    ("somebody that they can trust", "somebody that you can trust"),
    ("- own the roadmap;", "someone to own the roadmap"),
    ("is reliable", "is reliable"),
    ("Someone who can calm angry customers", "someone who can calm angry customers"),
    ("they're after a closer", "a closer"),
    ("strong communicator", "a strong communicator"),
    ("2 years of experience with React", "2 years of experience with React"),
    ("ideally somebody local", "ideally somebody local"),
    ("not just a coder, a teacher", "not just a coder, a teacher"),
    ("they want to see initiative", "You told me that you want to see initiative."),
    ("a nurse with ICU experience", "a nurse with ICU experience"),
    ("nurses who stay", "nurses who stay"),
    ("You need a second pair of hands in the kitchen.", "a second pair of hands in the kitchen"),
    ("I want someone I can trust", "someone I can trust"),
    ("good with kids", "someone good with kids"),
    ("must be able to lift 20 kg", "someone who is able to lift 20 kg"),
    ("to grow revenue in the north", "someone to grow revenue in the north"),
    ("Grow the north region", "someone to grow the north region"),
    ("bilingual receptionist", "a bilingual receptionist"),
    ("patience", "patience"),
    ("more senior folks", "more senior folks"),
    ("quick learner", "a quick learner"),
    ("an eye for detail", "an eye for detail"),
    ("people who take responsibility", "people who take responsibility"),
    (
        "We're looking for someone who will stay longer than a year!",
        "someone who will stay longer than a year",
    ),
    ("the person has to know HIPAA", "You told me that the person has to know HIPAA."),
    ("hiring manager wants somebody to fix onboarding", "somebody to fix onboarding"),
    (
        "they have no one who knows Terraform",
        "You told me that you have no one who knows Terraform.",
    ),
    (
        "The team is drowning in tickets. They want calm.",
        "You told me that the team is drowning in tickets. You want calm.",
    ),
    ("somone to run there warehouse", "somone to run there warehouse"),
    ("improving the test suite", "someone to improve the test suite"),
    ("built teams before", "built teams before"),
    ("reliable, punctual", "someone reliable, punctual"),
    ("He wants a number two", "a number two"),
    ("needs to be hands on", "someone who needs to be hands on"),
    ("owner mentality", "owner mentality"),
    ("looks for drive", "drive"),
    ("a data engineer, not a scientist", "a data engineer, not a scientist"),
    ("somebody who isn't afraid of legacy code", "somebody who isn't afraid of legacy code"),
    ("A leader", "a leader"),
    ("they need to cut costs", "You told me that you need to cut costs."),
    (
        "wants a self-starter who doesn't need hand holding",
        "a self-starter who doesn't need hand holding",
    ),
    ("looking for someone w/ 5+ yrs exp", "someone with 5+ yrs exp"),
    ("they're hiring for attitude", "You told me that you're hiring for attitude."),
    ("the ability to write clearly", "the ability to write clearly"),
    ("that we hire for curiosity", "You told me that you hire for curiosity."),
    ("Help with the Q1 launch", "help with the Q1 launch"),
    ("has worked with kids", "someone who has worked with kids"),
    ("a mix of sales and ops", "a mix of sales and ops"),
    ("ship fast", "someone to ship fast"),
    ("They said they want to see ownership.", "You told me that you want to see ownership."),
]

TOPIC = [
    ("the move to dbt", "the move to dbt"),
    ("on-call rota", "the on-call rota"),
    ("how they onboard", "how you onboard"),
    ("their move to dbt", "your move to dbt"),
    ("that they need someone who ships", "how you need someone who ships"),
    ("Data quality", "data quality"),
    ("Kubernetes migration", "the Kubernetes migration"),
    ("We talked about dbt", "dbt"),
    ("moving to dbt", "moving to dbt"),
    ("to move to dbt", "moving to dbt"),
    ("moved to dbt", 'A line from my notes of our talk: "moved to dbt".'),
    ("They are moving to dbt in spring", "how you are moving to dbt in spring"),
    ("her dog Rex", "your dog Rex"),
    ("Priya's plan for the team", "your plan for the team"),
    ("how she got into data", "how you got into data"),
    ("the nurses and how they cope", "the nurses and how they cope"),
    ("I built the same thing at Foo", "how I built the same thing at Foo"),
    ("Why Rust?", 'the question "Why Rust?"'),
    ("scale the team", "scaling the team"),
    ("HER TIME AT THE NHS", "your time at the NHS"),
    ("why they left Oracle", "why you left Oracle"),
    ("my time in Ghana", "my time in Ghana"),
    ("discussed hiring plans", "hiring plans"),
    ("what good looks like after 90 days", "what good looks like after 90 days"),
    ("he runs marathons", "how you run marathons"),
    ("how he runs the team and what he expects", "how you run the team and what you expect"),
    ("the team grew from 3 to 12", "how the team grew from 3 to 12"),
    ("hiking", "hiking"),
    ("new office in Leeds", "the new office in Leeds"),
    ("about her book", "your book"),
    ("the KPI dashboard", "the KPI dashboard"),
    ("onboarding of new nurses", "onboarding of new nurses"),
    ("new CRM", "the new CRM"),
    ("The 4-day week", "the 4-day week"),
    ("how she moved from nursing into data", "how you moved from nursing into data"),
    ("their plans for a second warehouse in Leeds", "your plans for a second warehouse in Leeds"),
    ("Priya's on-call rota", "your on-call rota"),
    ("why the last person left", "why the last person left"),
    ("the fact that they are remote", "the fact that you are remote"),
    ("remote work policy", "the remote work policy"),
    ("We spoke about her team's backlog.", "your team's backlog"),
    ("pricing strategy!", "the pricing strategy"),
    ("kids and climbing", "kids and climbing"),
    ("cost of churn", "the cost of churn"),
    ("he used to teach maths", "how you used to teach maths"),
    ("that his daughter plays the cello", "how your daughter plays the cello"),
    ("you moving to AWS", "you moving to AWS"),
    ("Terraform vs Pulumi", "Terraform vs Pulumi"),
    (
        "what would you do in the first 30 days?",
        'the question "What would you do in the first 30 days?"',
    ),
    ("migrating to Snowflake", "migrating to Snowflake"),
    ("team culture", "team culture"),
    ("building a team from scratch", "building a team from scratch"),
    ("IT budget", "the IT budget"),
    ("we share a love of sailing", "how we share a love of sailing"),
    ("migration of 40 reports", "the migration of 40 reports"),
    ("chatted about running marathons", "running marathons"),
    ("the patient who taught him most", "the patient who taught him most"),
    ("AI in radiology", "AI in radiology"),
    ("their Q1 roadmap", "your Q1 roadmap"),
    ("our shared love of jazz", "our shared love of jazz"),
    ("Q3 numbers", "Q3 numbers"),
    ("ward staffing on weekends", "the ward staffing on weekends"),
    ("that she learnt to code at 40", "how you learnt to code at 40"),
    ("they use Rust in production", "how you use Rust in production"),
    ("the book she recommended", "the book she recommended"),
    ("her daughter starting school", "your daughter starting school"),
    ("a bug I fixed", "a bug I fixed"),
    ("scaling", "scaling"),
    ("What makes a good nurse", "what makes a good nurse"),
]

STRENGTH = [
    ("I built the KPI dashboard that 40 shops use.", "I built the KPI dashboard that 40 shops use"),
    ("ran a 40-bed ward", "I ran a 40-bed ward"),
    ("own the reporting stack", "I own the reporting stack"),
    ("10 years of Python", "I bring 10 years of Python"),
    ("running a ward", "I have experience in running a ward"),
    ("running a ward for 5 years", "I have been running a ward for 5 years"),
    ("a PhD in physics", "I bring a PhD in physics"),
    ("fluent in French", "I am fluent in French"),
    ("team lead at Foo for 3 years", "I bring my experience as a team lead at Foo for 3 years"),
    ("owns the stack", "I own the stack"),
    ("that I have led a team", "I have led a team"),
    ("my dashboard is used by 40 shops", "my dashboard is used by 40 shops"),
    ("can run a clinic alone", "I can run a clinic alone"),
    ("been running payroll since 2019", "I have been running payroll since 2019"),
    ("never missed a deadline", "I have never missed a deadline"),
    ("Built dashboards. Also trained staff.", "I built dashboards. Also trained staff"),
    ("to own the stack", "I am ready to own the stack"),
    ("led 12 people", "I led 12 people"),
    ("Managed teams of 5", "I managed teams of 5"),
    ("certified scrum master", "I am a certified scrum master"),
    ("good at SQL", "I am good at SQL"),
    ("they liked my dashboard", "you liked my dashboard"),
    ("I'm a fast learner", "I'm a fast learner"),
    ("i cut costs by 30%", "I cut costs by 30%"),
    ("cut costs by 30%", "I cut costs by 30%"),
    ("strong SQL skills", "I bring strong SQL skills"),
    ("stakeholder management", "I bring experience in stakeholder management"),
    ("teaching experience", "I bring teaching experience"),
    ("have 8 years in retail", "I have 8 years in retail"),
    ("how I cut churn", "I can tell you more about how I cut churn"),
    ("patience", "I bring patience"),
    ("PMP certificate", "I bring a PMP certificate"),
    ("degree in nursing", "I bring a degree in nursing"),
    ("experience with dbt", "I bring experience with dbt"),
    ("Python, SQL and dbt", "I bring Python, SQL and dbt"),
    ("currently finishing a dbt course", "I am currently finishing a dbt course"),
    ("quickly learnt Rust on the job", "I quickly learnt Rust on the job"),
    ("handled 60 calls a day", "I handled 60 calls a day"),
    ("shipped 4 apps", "I shipped 4 apps"),
    ("we cut costs by 30%", "we cut costs by 30%"),
    ("reduced churn by 12%", "I reduced churn by 12%"),
    ("speak German", "I speak German"),
    ("Increased sales 20%", "I increased sales 20%"),
    ("improved onboarding time by half", "I improved onboarding time by half"),
    ("I've run three kitchens", "I've run three kitchens"),
    ("In 2024 I led the migration", "in 2024 I led the migration"),
    ("20 years in hospitality", "I bring 20 years in hospitality"),
    ("native Spanish speaker", "I am a native Spanish speaker"),
    ("bilingual", "I am bilingual"),
    ("registered nurse", "I am a registered nurse"),
    ("RN with 6 yrs in ICU", "I bring my experience as an RN with 6 yrs in ICU"),
    ("calm under pressure", "I am calm under pressure"),
    ("work well under pressure", "I work well under pressure"),
    ("team player", "I am a team player"),
    ("at Foo I cut costs", "at Foo I cut costs"),
    ("responsible for a budget of 2m", "I am responsible for a budget of 2m"),
    ("oversaw 3 sites", "I oversaw 3 sites"),
    ("wrote the docs", "I wrote the docs"),
    ("i can type 90 wpm", "I can type 90 wpm"),
    ("have led teams", "I have led teams"),
    ("leading teams", "I have experience in leading teams"),
    ("selling to hospitals", "I have experience in selling to hospitals"),
    ("My customers stay: 95% renewed last year.", "my customers stay: 95% renewed last year"),
    ("designed the 2025 catalogue", "I designed the 2025 catalogue"),
    ("hands-on leader", "I bring my experience as a hands-on leader"),
    ("organised the move of 300 staff", "I organised the move of 300 staff"),
    ("promoted twice in three years", "I was promoted twice in three years"),
    ("excellent with Excel", "I am excellent with Excel"),
    ("taught 200 students", "I taught 200 students"),
    ("set up the lab", "I set up the lab"),
    (
        "the lab I set up now tests 400 samples a day",
        "the lab I set up now tests 400 samples a day",
    ),
    ("I love spreadsheets", "I love spreadsheets"),
    ("TRAINED 12 NEW NURSES LAST YEAR", "I trained 12 new nurses last year"),
    ("lead a team of 9", "I lead a team of 9"),
    ("design systems", "I bring design systems"),
    ("no sick day in 5 years", "I have had no sick day in 5 years"),
    ("Kubernetes certified", "I am Kubernetes certified"),
    ("knows SQL", "I know SQL"),
    ("sold €2m of software in 2025", "I sold €2m of software in 2025"),
    ("won salesperson of the year", "I won salesperson of the year"),
    ("5 yrs w/ Python", "I bring 5 yrs with Python"),
    ("My team shipped in 6 weeks", "my team shipped in 6 weeks"),
    ("I'm good w/ people.", "I'm good with people"),
    ("Led the 2023 re-org", "I led the 2023 re-org"),
    ("have an eye for detail", "I have an eye for detail"),
    ("built & ran a 12-person team", "I built & ran a 12-person team"),
    ("Excel wizard", "I am an Excel wizard"),
    ("reduced wait times from 40 to 12 minutes", "I reduced wait times from 40 to 12 minutes"),
    ("3x salesperson of the month", "I bring my experience as a 3x salesperson of the month"),
    ("worked in four countries", "I worked in four countries"),
    ("experienced in triage", "I am experienced in triage"),
    ("handling angry customers", "I have experience in handling angry customers"),
    ("being patient", "I am patient"),
]

CONCERN = [
    ("no dbt experience", "dbt experience"),
    ("not enough management", "management"),
    ("that I have never led a team", "You mentioned that I have never led a team."),
    ("too junior?", "You asked whether I am too junior."),
    ("Is 3 years enough?", 'You asked: "Is 3 years enough?"'),
    ("too junior", "You asked whether I am too junior."),
    ("too long out of intensive care?", "You asked whether I am too long out of intensive care."),
    ("never led a team", "You mentioned that I have never led a team."),
    ("gap in CV", "the gap in my CV"),
    ("2 year gap", "the 2 year gap"),
    ("lack of management experience", "management experience"),
    ("whether I can relocate", "You asked whether I can relocate."),
    ("They were unsure about my notice period", "my notice period"),
    ("my notice period", "my notice period"),
    ("no degree", "a degree"),
    ("they think I'm too junior", "You asked whether I'm too junior."),
    ("overqualified", "You asked whether I am overqualified."),
    ("you have no dbt experience", "dbt experience"),
    ("You've never led a team", "You mentioned that I've never led a team."),
    ("little experience with dbt", "experience with dbt"),
    ("why I left Foo", "You asked why I left Foo."),
    ("managing people", "managing people"),
    ("don't know dbt", "You mentioned that I don't know dbt."),
    ("salary", "salary"),
    ("job hopping", "job hopping"),
    ("if I would stay", "You asked if I would stay."),
    ("no experience in retail", "experience in retail"),
    ("haven't led a team", "You mentioned that I haven't led a team."),
    ("notice period", "the notice period"),
    ("she worried that I would be bored", "You asked whether I would be bored."),
    ("limited Spanish", "Spanish"),
    ("your gap in the CV", "my gap in my CV"),
    ("only 2 years of Python", "having only 2 years of Python"),
    ("they need someone with dbt", "You mentioned that you need someone with dbt."),
    ("my commute", "my commute"),
    ("not a native speaker", "You mentioned that I am not a native speaker."),
    ("no driving licence", "a driving licence"),
    ("my age", "my age"),
    ("they felt I'm overqualified", "You asked whether I'm overqualified."),
    ("is the commute ok?", 'You asked: "Is the commute ok?"'),
    ("they asked about my gap year", "my gap year"),
    ("gap of two years", "the gap of two years"),
    ("worried that I'd leave soon", "You asked whether I'd leave soon."),
    ("haven't worked in healthcare", "You mentioned that I haven't worked in healthcare."),
    ("not enough SQL", "SQL"),
    ("lack of experience", "my experience"),
    ("I only have two years", "You mentioned that I only have two years."),
    ("only two years in sales", "having only two years in sales"),
    ("short tenure at Foo", "the short tenure at Foo"),
    ("I don't have a degree", "You mentioned that I don't have a degree."),
    ("Not senior enough", "You mentioned that I am not senior enough."),
    ("too senior", "You asked whether I am too senior."),
    ("health", "health"),
    ("could I handle night shifts?", 'You asked: "Could I handle night shifts?"'),
    ("that you only work with small teams", "You mentioned that I only work with small teams."),
    ("no", ""),
    ("no leadership experience", "leadership experience"),
    ("the job hopping", "the job hopping"),
    ("change of field", "the change of field"),
    ("he thought I was too quiet", "You mentioned that I was too quiet."),
    ("hesitant about remote work", "remote work"),
    ("missing certification", "a certification"),
    ("new to sales", "You mentioned that I am new to sales."),
    ("she wasn't sure I'd stay", "You asked whether I'd stay."),
    ("lack of dbt", "dbt"),
    ("no management", "management"),
    ("that I'd get bored", "You mentioned that I'd get bored."),
    ("I might be overqualified", "You asked whether I might be overqualified."),
    ("long commute", "the long commute"),
    ("never managed people", "You mentioned that I have never managed people."),
    ("whether I'd relocate", "You asked whether I'd relocate."),
    ("hasn't used Kubernetes", "You mentioned that I haven't used Kubernetes."),
    ("does not have a licence", "You mentioned that I do not have a licence."),
    ("weak Excel", "weak Excel"),
    ("5 jobs in 4 years", "5 jobs in 4 years"),
    ("My English", "my English"),
]

ANSWER = [
    ("I moved two pipelines to dbt last spring", "I moved two pipelines to dbt last spring"),
    ("moved two pipelines to dbt last spring", "I moved two pipelines to dbt last spring"),
    ("and I said I learn fast", "I learn fast"),
    ("two pipelines moved to dbt", "I can point to two pipelines moved to dbt"),
    ("will take a course in January", "I will take a course in January"),
    ("happy to relocate", "I am happy to relocate"),
    ("learning it now", "I am learning it now"),
    ("managed 5 interns at Foo", "I managed 5 interns at Foo"),
    ("yes, I can start in May", "I can start in May"),
    ("my gap was for caring for my father", "my gap was for caring for my father"),
    ("I'm a quick study.", "I'm a quick study"),
    ("took evening classes", "I took evening classes"),
    ("course starting in January", "I can point to a course starting in January"),
    ("3 years at Foo", "I can point to 3 years at Foo"),
    ("I led two interns and liked it", "I led two interns and liked it"),
    ("it was parental leave", "it was parental leave"),
    ("have since passed the exam", "I have since passed the exam"),
    ("my last two managers would hire me again", "my last two managers would hire me again"),
    ("ready to learn", "I am ready to learn"),
    ("studying for it", "I am studying for it"),
    ("that I like nights", "I like nights"),
    ("two of my teams were remote", "two of my teams were remote"),
    ("No, I plan to stay", "I plan to stay"),
    ("nothing", ""),
    ("evening course since May", "I can point to an evening course since May"),
    ("I'm moving to Leeds in January anyway.", "I'm moving to Leeds in January anyway"),
    ("can relocate by March", "I can relocate by March"),
    ("always hit my numbers", "I always hit my numbers"),
    ("the gap was for study", "the gap was for study"),
]

NEXT_STEP = [
    ("a call with the CTO", "a call with the CTO"),
    ("second round on Tuesday", "the second round on Tuesday"),
    ("they will call me next week", "As we left it, you will call me next week."),
    ("meet the team", "meeting the team"),
    ("to meet the team", "meeting the team"),
    ("send references", "sending references"),
    ("waiting to hear", "hear"),
    ("hear back by Friday", "hearing back by Friday"),
    ("I send my portfolio", "As we left it, I will send my portfolio."),
    ("reference check, then offer", "the reference check, then offer"),
    ("Next: final interview", "the final interview"),
    ("call with the CTO", "the call with the CTO"),
    ("Take-home task", "the take-home task"),
    ("they'll let me know", "As we left it, you'll let me know."),
    ("panel with the board", "the panel with the board"),
    ("she will email me", "As we left it, you will email me."),
    ("none?", ""),
    ("the next step is a site visit", "a site visit"),
    ("onsite", "the onsite"),
    ("they decide on Monday", "As we left it, you will decide on Monday."),
    ("HR calls me", "As we left it, HR calls me."),
    ("references", "references"),
    ("another round with the team", "another round with the team"),
    ("technical test", "the technical test"),
    ("trial shift on Saturday", "the trial shift on Saturday"),
    ("meeting the CEO", "meeting the CEO"),
    ("they get back to me", "As we left it, you will get back to me."),
    ("I wait for their call", "As we left it, I will wait for your call."),
    ("offer or no by Friday", "the offer or no by Friday"),
    ("to hear from HR", "hearing from HR"),
    ("we will speak again in two weeks", "As we left it, we will speak again in two weeks."),
    ("Final round with the VP.", "the final round with the VP"),
    ("the second interview", "the second interview"),
    ("tbd", ""),
    ("case study presentation", "the case study presentation"),
    ("shadow a nurse for a day", "shadowing a nurse for a day"),
    ("will hear by friday", "hearing by friday"),
    ("second interview w/ the board", "the second interview with the board"),
    ("they'll send a task", "As we left it, you'll send a task."),
    ("task by email", "the task by email"),
    ("HR will call", "As we left it, HR will call."),
    ("panel next Tuesday", "the panel next Tuesday"),
    ("wait for HR", "hearing from HR"),
    ("I'll hear on Friday", "As we left it, I'll hear on Friday."),
    ("meet team on Tuesday 24 Nov", "meeting team on Tuesday 24 Nov"),
]

PROMISE = [
    ("send the dashboard link", "I will send the dashboard link"),
    ("I'll send the link", "I will send the link"),
    ("to send the link", "I will send the link"),
    ("sending the link", "I will send the link"),
    ("the dashboard link", "you will have the dashboard link"),
    ("call her", "I will call you"),
    ("will call", "I will call"),
    ("portfolio", "you will have my portfolio"),
    ("let them know my notice period", "I will let you know my notice period"),
    ("email them the plan", "I will email you the plan"),
    ("that I would send references", "I will send references"),
    ("get back to her with dates", "I will get back to you with dates"),
    ("references", "you will have my references"),
    ("two references", "you will have two references"),
    ("send them my portfolio", "I will send you my portfolio"),
    ("write", "I will write"),
    ("follow up", "I will follow up"),
    ("a sample dashboard", "you will have a sample dashboard"),
    ("I would send the deck", "I will send the deck"),
    ("my certificate", "you will have my certificate"),
    ("check with my landlord about the date", "I will check with my landlord about the date"),
    ("phone", "I will phone"),
    ("share the deck with Tom", "I will share the deck with Tom"),
    ("code sample", "you will have the code sample"),
    ("ask my old boss for a reference", "I will ask my old boss for a reference"),
]


@pytest.mark.parametrize(("jotting", "expected"), NEED)
def test_need_follows_you_are_looking_for(jotting: str, expected: str) -> None:
    assert told(joining.need(jotting)) == expected


@pytest.mark.parametrize(("jotting", "expected"), TOPIC)
def test_topic_follows_we_talked_about(jotting: str, expected: str) -> None:
    assert told(joining.topic(jotting, "Priya")) == expected


@pytest.mark.parametrize(("jotting", "expected"), STRENGTH)
def test_strength_is_a_clause_about_me(jotting: str, expected: str) -> None:
    assert told(joining.strength(jotting)) == expected


@pytest.mark.parametrize(("jotting", "expected"), CONCERN)
def test_concern_follows_you_asked_about(jotting: str, expected: str) -> None:
    assert told(joining.concern(jotting)) == expected


@pytest.mark.parametrize(("jotting", "expected"), ANSWER)
def test_answer_is_a_clause_about_me(jotting: str, expected: str) -> None:
    assert told(joining.answer(jotting)) == expected


@pytest.mark.parametrize(("jotting", "expected"), NEXT_STEP)
def test_next_step_follows_i_look_forward_to(jotting: str, expected: str) -> None:
    assert told(joining.next_step(jotting)) == expected


@pytest.mark.parametrize(("jotting", "expected"), PROMISE)
def test_promise_is_a_clause_that_a_day_can_follow(jotting: str, expected: str) -> None:
    assert told(joining.promise(jotting)) == expected


Joiner = Callable[[str], Joined]
JOINERS: list[Joiner] = [
    joining.need,
    joining.topic,
    joining.strength,
    joining.concern,
    joining.answer,
    joining.next_step,
    joining.promise,
]
LONG_JOTTING = (
    "We talked for an hour about the reporting stack and how it came to be. "
    "It began as one spreadsheet that a founder kept. "
    "Then three analysts each made their own, and nobody knew which of the numbers was right. "
    "Now they want one place for it all."
)


@pytest.mark.parametrize(
    "joiner", [joining.need, joining.topic, joining.concern, joining.next_step]
)
def test_a_long_jotting_stands_as_the_whole_sentences_that_fit(joiner: Joiner) -> None:
    joined = joiner(LONG_JOTTING)
    assert joined.shortened
    assert joined.sentence.endswith("a founder kept.")
    assert len(joined.sentence) <= LONG


def test_a_long_strength_is_shortened_at_the_end_of_a_sentence() -> None:
    joined = joining.strength("ran a ward. " + "I trained the nurses there. " * 12)
    assert joined.shortened
    assert joined.phrase.startswith("I ran a ward. I trained the nurses there.")
    assert len(joined.phrase) <= LONG + 5


@pytest.mark.parametrize(
    ("joiner", "jotting", "expected"),
    [
        (joining.topic, "moved to dbt", 'A line from my notes of our talk: "moved to dbt".'),
        (joining.need, 'how "they" work', "You told me what you need: \"how 'they' work\"."),
        (joining.concern, "why would you leave?", 'You asked: "Why would you leave?"'),
    ],
)
def test_what_fits_no_frame_is_quoted(joiner: Joiner, jotting: str, expected: str) -> None:
    joined = joiner(jotting)
    assert joined.quoted
    assert joined.sentence == expected


@pytest.mark.parametrize("joiner", JOINERS)
@pytest.mark.parametrize("jotting", ["", "  ", "-", "…", "\x00\u202e", "n/a", "TBD", "none."])
def test_nothing_jotted_gives_nothing(joiner: Joiner, jotting: str) -> None:
    assert joiner(jotting) == Joined()


@pytest.mark.parametrize("joiner", JOINERS)
@given(jotting=st.text(max_size=300))
def test_any_text_gives_a_phrase_or_a_sentence(joiner: Joiner, jotting: str) -> None:
    joined = joiner(jotting)
    assert not (joined.phrase and joined.sentence)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|  |\.\.", told(joined))
    assert not joined.phrase.endswith(".")
    assert joined == joiner(jotting)
