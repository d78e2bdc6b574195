### Why something cannot be set on the page: topics, hours, texts. In English.

## Topics and hours

changed-meanwhile = Somebody else has changed this meanwhile, so nothing of yours was saved. Look at what holds now, and change it again.
wrong-key = The key has to be 1 to 32 small Latin letters, digits, - and _, as “billing”.
key-taken = There is a topic “{ $key }” already.
wrong-title = A title has to have 1 to { $most } characters.
wrong-skill = A skill has to be 1 to 32 small Latin letters, digits, - and _.
wrong-priority = The priority has to be a whole number from -{ $most } to { $most }.
wrong-value = This cannot be used: { $what }.
wrong-span = “{ $span }” is no span of time. Write 09:00-18:00, several with commas.
spans-overlap = Spans of one day overlap.
no-day = These hours have no day on which anybody is there.
wrong-date = “{ $date }” is no date.
no-topic = At least one topic has to be on.
no-such-topic = There is no such topic in the file.

## Texts in an owner's own words

wording-empty = Nothing is left to say.
wording-broken = Line { $line } cannot be read ({ $reason }). Each brace that is opened has to be closed, and a choice ends on a line of its own.
wording-value = There is no { $value } in this text. There are: { $values }
wording-reference = Only values can be put in, no other texts and functions.
wording-markup = Telegram does not show { $tag } here. It knows &lt;b&gt;, &lt;i&gt;, &lt;u&gt;, &lt;s&gt;, &lt;code&gt; and &lt;a href="https://…"&gt;, each closed; a bare &lt; is written &amp;lt;.
wording-long = At most { $most } characters.
wording-unknown = There is no text { $key } that customers read, or it stands there twice.

## What customers are told

texts-moments = What customers are told, in your own words where you have some. Choose a moment; each text can be sent to you as a customer gets it.
texts-list =
    Page { $page } of { $pages }. A number sends that text to you alone, as a customer gets it; names and numbers in it are made up.

    { $list }
texts-line =
    <b>{ $number }.</b> <code>{ $name }</code>
    { $words }
text-on-button = On a button:
button-texts-first = The first words
button-texts-topic = The topic
button-texts-closed = While nobody is there
button-texts-auto = Answered by itself
button-texts-wait = The wait
button-texts-talk = The talk
button-texts-end = The end
button-texts-stars = Stars
button-texts-data = Own data
