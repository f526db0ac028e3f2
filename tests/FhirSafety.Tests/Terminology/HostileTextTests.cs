using CsCheck;
using FhirSafety.Terminology;

namespace FhirSafety.Tests.Terminology;

public class HostileTextTests
{
    [Theory]
    [InlineData(992, true)]
    [InlineData(993, false)]
    public void The_first_thousand_characters_are_searched_and_a_longer_text_says_so(int before, bool found)
    {
        DrugMatch match = Shipped.Text(new string('.', before) + "baclofen");

        Assert.Equal(found, match.In("baclofen-products") is not null);
        Assert.Equal(!found, match.TextWasCut);
    }

    [Fact]
    public void A_display_that_is_too_long_says_so() =>
        Assert.True(Shipped.Coded(Shipped.RxNorm, "1292", new string('x', 1001)).TextWasCut);

    [Fact]
    public void No_text_code_or_system_throws()
    {
        string[] pieces = ["co-", "CO-CODAMOL", "\uD800", "\uDC00baclofen\uD83D", "lithium ", "isosorbide\u2028mono", "\0", "eye drops"];
        string?[] uris = [null, "", Shipped.RxNorm, Shipped.Atc, Shipped.SnomedCt, Shipped.Icd10Cm];
        Gen<string?> system = Gen.Int[0, uris.Length - 1].Select(index => uris[index]);
        Gen<string?> text = Gen.Select(Gen.Int[0, pieces.Length], Gen.String, Gen.Int[0, pieces.Length - 1])
            .Select((first, middle, last) => first == pieces.Length ? null : pieces[first] + middle + pieces[last]);

        Gen.Select(system, text, text, text).Sample((uri, code, display, words) =>
        {
            DrugMatch match = Shipped.Drugs.MatchDrug([new DrugCoding(uri, code, display), default], words, display);
            Assert.Equal(match.Hits.Length, match.Hits.Select(hit => hit.Row.Set).Distinct(StringComparer.Ordinal).Count());
        });
    }

    // A text of a megabyte costs what its first thousand characters cost, because nothing beyond them is looked at.
    [Theory]
    [InlineData("lithium ")]
    [InlineData("co-")]
    [InlineData("gel")]
    [InlineData("a")]
    public void A_text_of_a_megabyte_is_answered_as_its_first_thousand_characters(string part)
    {
        string text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length)) + " baclofen";

        DrugMatch match = Shipped.Text(text, text);

        Assert.Equal(Shipped.SetsOf(Shipped.Text(text[..1000], text[..1000])), Shipped.SetsOf(match));
        Assert.True(match.TextWasCut);
    }

    [Fact]
    public void Words_behind_a_thousand_spaces_are_not_looked_at_and_the_drug_is_not_told()
    {
        DrugMatch match = Shipped.Text(new string(' ', 1000) + "baclofen");

        Assert.True(match is { Hits.IsEmpty: true, NothingToGoOn: true, TextWasCut: true });
    }

    [Fact]
    public async Task Threads_do_not_disturb_each_other()
    {
        int[] hits = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 1000).Sum(_ => Shipped.Coded(Shipped.RxNorm, "197391", "baclofen 10 MG Oral Tablet").Hits.Length))));

        Assert.All(hits, count => Assert.Equal(1000, count));
    }
}
