# Completes followup in fish. In ~/.config/fish/config.fish:  followup --show-completion fish | source
function __followup_candidates
    set -l answers (command followup --complete fish (commandline -cp | string collect) 2>/dev/null)
    if test "$answers" = "" -a (count $answers) -eq 1
        __fish_complete_path (commandline -ct)
        return
    end
    printf '%s\n' $answers
end
complete -c followup -f -k -a '(__followup_candidates)'
