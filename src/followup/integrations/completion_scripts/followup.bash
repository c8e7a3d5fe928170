# Completes followup in bash. In ~/.bashrc:  eval "$(followup --show-completion bash)"
_followup() {
  local answer word meaning after_equals=
  [[ ${COMP_WORDS[COMP_CWORD]} == = || ${COMP_WORDS[COMP_CWORD - 1]} == = ]] && after_equals=1
  COMPREPLY=()
  while IFS= read -r answer; do
    if [[ -z $answer ]]; then
      compopt -o default 2>/dev/null
      break
    fi
    word=${answer%%$'\t'*} meaning=${answer#*$'\t'}
    [[ -z $after_equals ]] || word=${word#--*=} # readline has what comes before for done
    # only where the candidates are listed, not where they are typed
    [[ -z $meaning || $COMP_TYPE != 63 ]] || word+="  ($meaning)"
    COMPREPLY+=("$word")
  done < <(command followup --complete bash "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
}
complete -o nosort -F _followup followup 2>/dev/null || complete -F _followup followup
