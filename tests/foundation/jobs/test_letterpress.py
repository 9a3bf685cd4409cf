"""A letter's HTML is made fit for mail programs, and its text says the same."""

import pytest

from eciap.foundation.jobs.letterpress import compose, press, typeset
from tests.foundation.jobs.world import TRIAL

pytestmark = pytest.mark.django_db
LONG = "Kreativwirtschaftsförderungsgesellschaft"


def text_of(html: str) -> str:
    return press(html).text


def test_a_template_gives_subject_html_and_text():
    words = compose(TRIAL, {"jobs_url": "/jobs/"}, language="en")
    assert words.subject == "A trial letter"
    assert words.text.splitlines()[:12] == [
        words.text.splitlines()[0],
        "",
        "This letter has arrived",
        "=======================",
        "",
        "Somebody of the secretariat asked the platform for it, to see that",
        "letters are sent and how they look.",
        "",
        "Look at jobs and letters <http://127.0.0.1:8000/jobs/>",
        "",
        "There is nothing else to do.",
        "",
    ]
    assert '<a class="button" href="http://127.0.0.1:8000/jobs/" style="display:inline-block;' in words.html
    assert "No more letters of this kind" not in words.html


def test_each_language_has_its_words():
    assert compose(TRIAL, {"jobs_url": "/jobs/"}, language="fr").subject == "Un courriel d’essai"


def test_a_letter_asks_no_host_for_anything():
    html = compose(TRIAL, {"jobs_url": "/jobs/"}, language="en").html
    assert [word for word in ("<img", "url(", "@import", "<link", "src=", "<script") if word in html] == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One &amp; two\n three.</p><p>Four.</p>", "One & two three.\n\nFour.\n"),
        ("<h1>Head</h1><h2>Two</h2><h3>Three</h3>", "Head\n====\n\nTwo\n---\n\nThree\n"),
        ("<p>a<br>b<br/>c</p>", "a\nb\nc\n"),
        ("<ul><li>one</li><li>two</li></ul><p>end</p>", "- one\n- two\n\nend\n"),
        ("<p>Before</p><hr><p>after</p>", "Before\n\n* * *\n\nafter\n"),
        ("<blockquote><p>said</p></blockquote>", "> said\n"),
        ('<p><a href="https://e.org/">https://e.org/</a></p>', "https://e.org/\n"),
        ('<p>See <a href="/x/">this</a>.</p>', "See this <http://127.0.0.1:8000/x/>.\n"),
        ("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc\n"),
        ('<p>End</p><div class="foot"><p>Foot</p></div>', "End\n\n-- \nFoot\n"),
        ("<style>p { }</style><p>seen</p><!-- not -->", "seen\n"),
        (f"<p>{LONG} {LONG}</p>", f"{LONG}\n{LONG}\n"),
        ("bare", "bare\n"),
    ],
)
def test_text_is_set_from_the_same_words(html, text):
    assert text_of(html) == text


def test_html_stays_what_it_was_but_for_styles_and_addresses():
    html = '<!DOCTYPE html><p class="x">a &amp; b &#233;<br/><a href="/y/?a=1&amp;b=2" title="&quot;q&quot;">c</a></p>'
    assert press(html).html == (
        '<!DOCTYPE html><p class="x" style="margin:0 0 16px">a &amp; b &#233;<br>'
        '<a href="http://127.0.0.1:8000/y/?a=1&amp;b=2" title="&quot;q&quot;"'
        ' style="color:#15171c;text-decoration:underline;overflow-wrap:anywhere">c</a></p>'
    )


def test_finished_words_get_our_look_and_lose_nothing():
    html = typeset("A <b> subject", "Hello,\n\nsee http://e.org/x/\nnow\n\n-- \nThe platform", language="en")
    again = press(html)
    assert again.subject == "A <b> subject"
    assert again.text.partition("A <b> subject\n=============\n")[2] == (
        "\nHello,\n\nsee http://e.org/x/\nnow\n\n-- \nThe platform\n"
    )
