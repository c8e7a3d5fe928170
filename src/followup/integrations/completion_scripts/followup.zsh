#compdef followup
# Completes followup in zsh. In ~/.zshrc, after compinit:  eval "$(followup --show-completion zsh)"
_followup() {
  local answer
  local -a candidates shown
  while IFS= read -r answer; do
    if [[ -z $answer ]]; then
      _files
      return
    fi
    candidates+=("${answer%%$'\t'*}")
    shown+=("${answer/$'\t'/  }")
  done < <(command followup --complete zsh "${(j: :)words[1,CURRENT-1]} $words[CURRENT]" 2>/dev/null)
  compadd -U -l -V followup -d shown -a candidates
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _followup "$@"
else
  compdef _followup followup
fi
