"""HTML becomes text word for word: blocks, tables, blanks, what is hidden, what is not closed."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.exchange.documents.markup import walk


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("One<br>Two<br><br>Three<br><br><br>Four", "One\nTwo\n\nThree\n\nFour"),
        ("<ul><li>a<li>b</ul>c", "a\nb\n\nc"),
        ("<table><tr><td>a<td>b<tr><th>c</th><td>d</td></tr></table>", "a\tb\nc\td"),
        ("<p>a <b>b</b>c<i> d</i> e</p>", "a bc d e"),
        ("  a \n\t b  ", "a b"),
        ("<p>a\u00a0\u00a0b &amp; &lt;c&gt; &#x201C;d&rdquo;&shy;e</p>", "a\u00a0\u00a0b & <c> “d”\u00ade"),
        ("<pre>a\n  b\n</pre>c", "a\n  b\n\n\nc"),
        ("<p>He said: <q>yes, <q>no</q></q>.</p>", "He said: “yes, ‘no’”."),
        ("a<span hidden>b<br><br></span> c", "a c"),
        ("a<script>b</script><style>c</style><noscript>d</noscript><template>e</template>f", "af"),
        ("a<div hidden>b<div>c</div></div>d<p style='color:red; display : none'>e<p>f", "a\nd\n\nf"),
        ("<title>t</title><body>a", "a"),
        ("<p hidden>a<p>b", "b"),
        ("a<select><option>b</select><button>c</button><textarea>d</textarea>e", "ae"),
        ("<dl><dt>a<dd>b<dt>c<dd>d</dl>", "a\nb\nc\nd"),
        ("a</p>b", "a\n\nb"),
        ("a</div></b></nothing>b", "ab"),
        ("<p>a<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>", "a漢(かん)"),
        ("<h1>a</h1>b<blockquote>c</blockquote>", "a\n\nb\n\nc"),
        ("a<!-- b -->c<![CDATA[d]]>e", "ace"),
        ("<p>Привіт, <em>світе</em>! 你好 مرحبا 😀</p>", "Привіт, світе! 你好 مرحبا 😀"),
        ("", ""),
    ],
)
def test_text(html, text):
    assert walk(html).text == text


def test_blocks_have_their_places():
    walked = walk("<main>x<article><p>One</p><p>Two</p></article>y</main>")
    placed = {block.tag: walked.text[block.start : block.end].strip() for block in walked.blocks}
    assert placed == {"p": "Two", "article": "One\n\nTwo", "main": "x\n\nOne\n\nTwo\n\ny"}


def test_deep_and_long():
    start = time.process_time()
    assert walk("<div>" * 100_000 + "x" + "</div>" * 100_000).text == "x"
    assert walk("<b>" * 50_000 + "x").text == "x"
    assert len(walk("<p>word</p>" * 50_000).text) == 6 * 50_000 - 2
    assert walk("<p>x" + "</div>" * 50_000).text == "x"
    assert time.process_time() - start < 15


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text(alphabet="<>/=\"' &;!-pdivhiddenqtrb\n\u00a0é", max_size=80))
def test_no_text_breaks_it(html):
    walked = walk(html)
    assert "\n\n\n" not in walked.text or "pre" in html
    assert all(0 <= block.start <= len(walked.text) + 2 and block.end <= len(walked.text) for block in walked.blocks)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(
    st.lists(
        st.text(
            alphabet=st.characters(codec="utf-8", exclude_characters="<>&", exclude_categories=["C", "Z"]), min_size=1
        ),
        max_size=5,
    )
)
def test_words_come_out_as_they_are(words):
    html = "".join(f"<p><span>{word}</span></p>" for word in words)
    assert walk(html).text == "\n\n".join(words)
