# fish completion for tearsheet

function __tearsheet_takes --description 'true if the command typed is one of those given'
    for word in (commandline -opc)[2..]
        if contains -- $word $argv
            return 0
        end
    end
    return 1
end

set -l commands add fetch sources remove rename purge stories ls show search tag read undo save reclean \
    import export extract explain doctor group parse-feed

complete -c tearsheet -f
complete -c tearsheet -n __fish_use_subcommand -l plain -d 'The reader as lines'
complete -c tearsheet -l profile -r -F -d 'Keep everything in one folder'
complete -c tearsheet -s h -l help -d 'List the commands, or the options of one'
complete -c tearsheet -l version -d 'Print the version'

complete -c tearsheet -n "not __tearsheet_takes $commands" -a "
    add\t'Subscribe, or save articles'
    fetch\t'Refresh without a screen'
    sources\t'List subscriptions'
    remove\t'Take sources out of the feeds file'
    rename\t'Give a source a name'
    purge\t'Delete the articles of removed sources'
    stories\t'List stories'
    ls\t'List articles'
    show\t'Print articles'
    search\t'Search everything'
    tag\t'Put a tag on'
    read\t'Mark articles read'
    undo\t'Take back the last change'
    save\t'Save copies of articles'
    reclean\t'Clean stored pages again'
    import\t'Subscribe to a list of feeds'
    export\t'Print subscriptions as OPML'
    extract\t'Print the article in a page'
    explain\t'Print every block of a page'
    doctor\t'Replay and explain a request'
    group\t'Group articles into stories'
    parse-feed\t'Print what is in a feed'
"

complete -c tearsheet -n '__tearsheet_takes sources stories ls search read reclean' -l all -d 'Everything'
complete -c tearsheet -n '__tearsheet_takes stories' -l covered -d 'Most-covered first'
complete -c tearsheet -n '__tearsheet_takes stories' -l front -d 'As on the front page'
complete -c tearsheet -n '__tearsheet_takes reclean' -l diff -d 'Say what would change'
complete -c tearsheet -n '__tearsheet_takes show' -l diff -d 'What was changed in it since'
complete -c tearsheet -n '__tearsheet_takes reclean' -l since -x -d 'Fetched in the last 6h or 30d'
complete -c tearsheet -n '__tearsheet_takes save' -l folder -r -F -d 'Where to'
complete -c tearsheet -n '__tearsheet_takes show extract' -l format -x -a 'text markdown html json'
complete -c tearsheet -n '__tearsheet_takes save' -l format -x -a 'text markdown html'
complete -c tearsheet -n '__tearsheet_takes group parse-feed' -l format -x -a json
complete -c tearsheet -n '__tearsheet_takes fetch stories ls show search tag sources' -l json -d 'JSON'
complete -c tearsheet -n '__tearsheet_takes stories ls search' -l limit -x -d 'At most N'
complete -c tearsheet -n '__tearsheet_takes extract' -l manifest -r -F -d 'Files and addresses'
complete -c tearsheet -n '__tearsheet_takes extract explain' -l memory -d 'Strip what pages of a site share'
complete -c tearsheet -n '__tearsheet_takes group' -l novelty -d 'With the sentences'
complete -c tearsheet -n '__tearsheet_takes fetch' -l feeds -d 'List what is new, leave pages and stories for later'
complete -c tearsheet -n '__tearsheet_takes fetch' -l now -d 'Also what is not due yet'
complete -c tearsheet -n '__tearsheet_takes tag read' -l off -d 'The other way'
complete -c tearsheet -n '__tearsheet_takes tag' -l mute -d 'Leave what carries it out of the front page'
complete -c tearsheet -n '__tearsheet_takes add fetch import reclean' -l quiet -d 'Errors only'
complete -c tearsheet -n '__tearsheet_takes ls' -l search -x -d 'Only what is found'
complete -c tearsheet -n '__tearsheet_takes export' -l secrets -d 'With passwords and headers'
complete -c tearsheet -n '__tearsheet_takes fetch ls' -l source -x -d 'Only this source'
complete -c tearsheet -n '__tearsheet_takes ls' -l starred -d 'Only what has a star'
complete -c tearsheet -n '__tearsheet_takes ls show tag read' -l story -x -d 'Of this story'
complete -c tearsheet -n '__tearsheet_takes stories ls' -l tag -x -d 'Only what carries the tag'
complete -c tearsheet -n '__tearsheet_takes stories ls search' -l unread -d 'Only unread'
complete -c tearsheet -n '__tearsheet_takes extract explain' -l url -x -d 'Address of the page'
complete -c tearsheet -n '__tearsheet_takes export' -a opml
complete -c tearsheet -n '__tearsheet_takes import extract explain parse-feed' -F
