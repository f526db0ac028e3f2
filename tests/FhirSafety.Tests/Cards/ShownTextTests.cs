using CsCheck;
using FhirSafety.Cards;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Cards;

/// <summary>A drug's name comes from outside and can be anything.</summary>
public sealed class ShownTextTests
{
    [Theory]
    [InlineData("**bold** [x](http://evil)", @"\*\*bold\*\* \[x\](http\://evil)")]
    [InlineData("<script>&", "&lt;script&gt;&amp;")]
    [InlineData("www.evil.example a@b.c", @"www\.evil.example a\@b.c")]
    [InlineData("a\u202Eb\u200Bc\u0007d", "abcd")]
    [InlineData("one\r\ntwo", "one  two")]
    [InlineData("2.5 mg: 1", "2.5 mg: 1")]
    public void Marks_are_escaped_and_what_cannot_be_seen_is_left_out(string text, string expected) =>
        Assert.Equal(expected, ShownText.Markdown(text));

    [Fact]
    public void Ten_thousand_characters_are_cut_to_forty()
    {
        Assert.Equal(new string('a', 39) + "…", ShownText.Plain(new string('a', 10_000)));
        Assert.Equal(new string('a', 40), ShownText.Plain(new string('a', 40)));
        Assert.Equal(40, ShownText.Plain(string.Concat(Enumerable.Repeat("a😀", 5000))).Length);
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
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", detail, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', detail);
    }
}
