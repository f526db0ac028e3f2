using System.Text.RegularExpressions;
using CsCheck;
using FhirSafety.Cards;
using FhirSafety.Tests.Support;
using Markdig;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Cards;

/// <summary>A drug's name comes from outside and can be anything.</summary>
public sealed partial class ShownTextTests
{
    // What the sentences around a name are made of.
    private static readonly string[] Harmless = ["<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<strong>", "</strong>", "<br />"];

    [Theory]
    [InlineData("**bold** [x](http://evil)", @"\*\*bold\*\* \[x\](http:/ /evil)")]
    [InlineData("<script>&", "&lt;script&gt;&amp;")]
    [InlineData("www.evil.example a@b.c", "www. evil. example a@ b. c")]
    [InlineData("www.1evil", "www. 1evil")]
    [InlineData("|a|`b`~c~#d", @"\|a\|\`b\`\~c\~\#d")]
    [InlineData("- a", @"\- a")]
    [InlineData("12. a", @"12\. a")]
    [InlineData("12) a", @"12\) a")]
    [InlineData("===", @"\=\=\=")]
    [InlineData("a\u202Eb\u200Bc\u0007d", "abcd")]
    [InlineData("a\uFE0Fb\u3164c\u034Fd\u2800e\U000E0041", "abcde")]
    [InlineData("one\r\n\ttwo", "one two")]
    [InlineData("\u00A0\u2003one", "one")]
    [InlineData("2.5 mg: 1 - 2 (b.i.d.)", "2.5 mg: 1 - 2 (b. i. d.)")]
    public void Marks_are_escaped_and_what_cannot_be_seen_is_left_out(string text, string expected) =>
        Assert.Equal(expected, ShownText.Markdown(text));

    [Fact]
    public void Ten_thousand_characters_are_cut_to_forty()
    {
        Assert.Equal(new string('a', 39) + "…", ShownText.Plain(new string('a', 10_000)));
        Assert.Equal(new string('a', 40), ShownText.Plain(new string('a', 40)));
        Assert.Equal("name", ShownText.Plain(new string(' ', 10_000) + "name"));
        Assert.Equal("name", ShownText.Plain(new string('\u202E', 10_000) + "name"));
    }

    [Theory]
    [InlineData("😀", 19)] // two units each: the twentieth would be the fortieth unit
    [InlineData("🇩🇪", 9)] // a flag is two letters of two units
    [InlineData("👍🏽", 9)] // a hand and its colour
    [InlineData("e\u0301", 19)] // a letter and its accent
    public void A_cut_falls_between_characters_as_people_see_them(string character, int kept)
    {
        string shown = ShownText.Plain(string.Concat(Enumerable.Repeat(character, 5000)));
        Assert.Equal(string.Concat(Enumerable.Repeat(character, kept)) + "…", shown);
    }

    [Fact]
    public void Half_a_character_is_shown_as_one_that_cannot_be_read() =>
        Assert.Equal("a\uFFFDb\uFFFDc", ShownText.Plain("a\uD800b\uDC00c"));

    [Fact]
    public void Marks_piled_on_one_letter_do_not_cover_other_lines() =>
        Assert.Equal("Z\u0300\u0301\u0302a", ShownText.Plain("Z\u0300\u0301\u0302" + new string('\u0303', 10_000) + "a"));

    [Fact]
    public void Whatever_a_name_is_it_renders_as_plain_text()
    {
        MarkdownPipeline everything = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseEmojiAndSmiley(enableSmileys: false).Build();
        Gen<string> pieces = Gen.OneOf(
            "<img src=x onerror=alert(1)>", "<b>", "</p>", "<!--", "&lt;", "&#60;", "[a](javascript:1)", "![i](http://e.example/i.png)", "[r]: http://e", "`c`", "```", "~~s~~",
            "**b**", "__b__", "*", "_", "|a|b|", "|-|-|", "# h", "- l", "+ l", "1. l", "1) l", "> q", "===", "---", "http://evil.example", "https://evil.example/x", "www.evil.example",
            "ftp://e.example", "mailto:a@b.example", "a@b.example", "\\", "\\*", "\n", "\t", "\r\n\r\n", "    ", " ", "a", "10 mg", "\u202E", "\u0000", "\uD83D", "$x$", "^x^", "==m==", "::: x", "{.c}", "[^1]", "[ ]");
        pieces.List[1, 12].Select(list => string.Concat(list)).Sample(
            name =>
            {
                foreach (string markdown in (string[])[ShownText.Markdown(name), $"- {ShownText.Markdown(name)}", $"**Order: {ShownText.Markdown(name)}.**\n\n{ShownText.Markdown(name)}\nnext line"])
                {
                    string tags = string.Join(' ', Tag().Matches(Markdig.Markdown.ToHtml(markdown, everything)).Select(match => match.Value).Distinct(StringComparer.Ordinal).Where(tag => !Harmless.Contains(tag)));
                    Assert.True(tags.Length == 0, $"{tags} from {markdown}");
                }
            },
            iter: 3000);
    }

    [Fact]
    public void No_cut_splits_a_character() =>
        Gen.Select(Gen.String, Gen.Int[2, 20]).Sample((text, longest) =>
        {
            string whole = string.Concat(text.EnumerateRunes());
            string cut = ShownText.Cut(whole, longest);
            Assert.True(cut.Length <= longest);
            Assert.DoesNotContain('\uFFFD', string.Concat(cut.EnumerateRunes()).Replace(whole.Contains('\uFFFD', StringComparison.Ordinal) ? "\uFFFD" : "\0", "", StringComparison.Ordinal));
        });

    [Fact]
    public void A_hostile_name_reaches_the_card_only_as_text()
    {
        string name = "<img src=x onerror=alert(1)>[a](javascript:1)" + new string('\u202E', 10_000);
        string detail = Order(60, Tablets(display: name)).For(APatient().Aged(79).WithEgfr(24)).Cards()[0].Detail!;
        Assert.Contains(@"&lt;img src\=x onerror\=alert(1)&gt;", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", detail, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', detail);
    }

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();
}
