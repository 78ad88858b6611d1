# Completion of batchdeck-run's command line for bash.
_batchdeck_run() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local options="--plan --trial --dry-run --check --limit --jobs --timeout --attempts --rate --deadline --stop-after --then
        --journal --no-journal --resume --fresh --in-doubt
        --results --results-form --results-key --raw-cells --failed --failed-states --lambda-response --force --progress
        --form --encoding --largest-entry --help --version"
    local words= before=
    if [[ $current == = ]]; then
        current=
    elif [[ $previous == = ]]; then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    if [[ $previous == --failed-states && $current == *,* ]]; then
        before=${current%,*},
    fi
    case $previous in
    --then) words="drain cancel pause" ;;
    --in-doubt) words="done failed again" ;;
    --progress) words="bar plain json none" ;;
    --results-form) words="jsonl csv json" ;;
    --form) words="records array jsonl csv" ;;
    --encoding) words="utf-8 utf-16le utf-16be cp949" ;;
    --failed-states) words="failed timedOut inDoubt cancelled skipped invalid queued succeeded" ;;
    --limit | --jobs | -j | --timeout | --attempts | --rate | --deadline | --stop-after | --results-key | --largest-entry)
        return
        ;;
    *)
        if [[ $current == -* ]]; then
            words=$options
        else
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -f -- "$current")
            return
        fi
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -P "$before" -W "$words" -- "${current#"$before"}")
}
complete -F _batchdeck_run batchdeck-run
