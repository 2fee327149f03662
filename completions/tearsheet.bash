# bash completion for tearsheet

_tearsheet() {
    local cur prev words cword
    _init_completion -n = 2>/dev/null || {
        cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
        words=("${COMP_WORDS[@]}") cword=$COMP_CWORD
    }
    local commands="add fetch sources remove rename purge stories ls show search tag read undo save reclean import export extract explain
        doctor group parse-feed"
    local command='' i

    for ((i = 1; i < cword; i++)); do
        case ${words[i]} in
        --profile) ((i++)) ;;
        -*) ;;
        *) command=${words[i]} && break ;;
        esac
    done

    case $prev in
    --profile | --folder) mapfile -t COMPREPLY < <(compgen -d -- "$cur") && return ;;
    --manifest) mapfile -t COMPREPLY < <(compgen -f -- "$cur") && return ;;
    --format)
        local formats="text markdown html json"
        [[ $command == group || $command == parse-feed ]] && formats=json
        [[ $command == save ]] && formats="text markdown html"
        mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$cur")
        return
        ;;
    --limit | --search | --since | --source | --story | --tag | --url) return ;;
    esac

    local options=
    case $command in
    '') options="--profile --plain --help --version" ;;
    add | import) options="--quiet" ;;
    sources) options="--json --all" ;;
    fetch) options="--quiet --json --now --feeds --source" ;;
    stories) options="--json --all --limit --unread --tag --covered --front" ;;
    ls) options="--json --all --limit --unread --starred --tag --source --story --search" ;;
    show) options="--json --format --story --diff" ;;
    search) options="--json --all --limit --unread" ;;
    tag) options="--json --off --story --mute" ;;
    read) options="--off --story --all" ;;
    reclean) options="--diff --since --all --quiet" ;;
    save) options="--format --folder" ;;
    export) options="--secrets" ;;
    extract) options="--format --url --manifest --memory" ;;
    explain) options="--url --memory" ;;
    group) options="--format --novelty" ;;
    parse-feed) options="--format" ;;
    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options --help" -- "$cur")
        return
    fi
    case $command in
    '') mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$cur") ;;
    export) mapfile -t COMPREPLY < <(compgen -W "opml" -- "$cur") ;;
    import | extract | explain | parse-feed)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        ;;
    esac
}

complete -F _tearsheet tearsheet
