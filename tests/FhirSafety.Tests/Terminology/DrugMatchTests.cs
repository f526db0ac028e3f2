using FhirSafety.Terminology;

namespace FhirSafety.Tests.Terminology;

public class DrugMatchTests
{
    [Theory]
    [InlineData("baclofen", true)]
    [InlineData("Baclofen 10mg tablets", true)]
    [InlineData("BACLOFEN10mg", true)]
    [InlineData("10mgBaclofen", false)]
    [InlineData("Tab. baclofen, 5 mg", true)]
    [InlineData("arbaclofen placarbil", false)]
    [InlineData("Arbaclofen ER", false)]
    [InlineData("baclofenum", false)]
    [InlineData("paracetamol 500 mg", false)]
    public void Baclofen_is_a_whole_word(string text, bool found) =>
        Assert.Equal(found, Shipped.Text(text).In("baclofen-products") is not null);

    [Theory]
    [InlineData("Lioresal 10 mg", true)]
    [InlineData("KEMSTRO", true)]
    [InlineData("Ozobax DS oral solution", true)]
    [InlineData("Ozobax  DS", true)]
    [InlineData("DS", false)]
    public void A_brand_of_the_product_set_names_the_ingredient_and_no_strength(string text, bool found)
    {
        DrugHit? hit = Shipped.Text(text).In("baclofen-products");

        Assert.Equal(found, hit is not null);
        Assert.Null(hit?.Row.StrengthMg);
        Assert.Equal(found ? "IN" : null, hit?.Row.Level);
    }

    [Theory]
    [InlineData("Percocet 5/325", "opioids: oxycodone")]
    [InlineData("OXYCONTIN", "opioids: oxycodone")]
    [InlineData("Percodan", "opioids: oxycodone")] // listed as "Percodan Reformulated May 2009"
    [InlineData("MS Contin 15 mg", "opioids: morphine")]
    [InlineData("Soma compound with codeine", "muscle-relaxants: carisoprodol, opioids: codeine")]
    [InlineData("Soma", "muscle-relaxants: carisoprodol")]
    [InlineData("valium 5 mg", "benzodiazepines: diazepam")]
    [InlineData("Lyrica", "gabapentinoids: pregabalin")]
    [InlineData("Eldepryl", "monoamine-oxidase-inhibitors: selegiline")]
    [InlineData("Percocets", "")]
    [InlineData("Contin", "")]
    [InlineData("Voltaren gel", "")]
    public void A_brand_of_a_listed_product_is_a_name_of_what_is_in_it(string text, string expected)
    {
        DrugMatch match = Shipped.Text(text);

        Assert.All(match.Hits, hit => Assert.True(hit.ByFreeTextOnly));
        Assert.Equal(expected, string.Join(", ", match.Hits.OrderBy(hit => hit.Row.Set, StringComparer.Ordinal)
            .Select(hit => $"{hit.Row.Set}: {string.Join('+', Shipped.Drugs.Ingredients.Of(hit.Row, [], text)).ToLowerInvariant()}")));
    }

    // Otherwise its name alone could not tell the group.
    [Fact]
    public void No_brand_is_in_two_groups_of_a_set() => Assert.Empty(Shipped.Sets.Names
        .SelectMany(set => Shipped.Sets.Rows(set)).Where(row => row.Level == "SBD" && row.Display.EndsWith(']'))
        .GroupBy(row => (row.Set, row.Display[row.Display.LastIndexOf('[')..]), row => row.Group)
        .Where(brand => brand.Distinct(StringComparer.Ordinal).Count() > 1)
        .Select(brand => brand.Key));

    [Theory]
    [InlineData("Co-codamol 30/500 tablets")]
    [InlineData("co\u2011dydramol")]
    [InlineData("CO-PROXAMOL")]
    public void British_compound_names_are_opioids(string text) =>
        Assert.Equal(["opioids"], Shipped.SetsOf(Shipped.Text(text)));

    [Theory]
    [InlineData("co-careldopa")]
    [InlineData("co-codamolx")]
    [InlineData("codamol")]
    public void Other_compound_names_are_not(string text) => Assert.Null(Shipped.Text(text).In("opioids"));

    [Theory]
    [InlineData("Naloxone 4 mg", "naloxone")]
    [InlineData("Naltrexone 50 mg", "alcohol-use-disorder-drugs")]
    [InlineData("Loperamide 2 mg", null)]
    public void Opioid_antagonists_and_loperamide_are_no_opioids(string text, string? set)
    {
        DrugMatch match = Shipped.Text(text);

        Assert.Null(match.In("opioids"));
        Assert.Equal(set is null ? [] : [set], Shipped.SetsOf(match));
    }

    [Theory]
    [InlineData("Isosorbide  mononitrate 20 mg", "antihypertensives")]
    [InlineData("isosorbide", null)]
    [InlineData("mefenamic\u00A0acid 250 mg", "nsaids")]
    [InlineData("folic acid", null)]
    [InlineData("sodium oxybate 500 mg/mL", "other-sedatives")]
    [InlineData("sodium chloride", null)]
    [InlineData("pethidine 50 mg", "opioids")]
    [InlineData("Tetrahydrocannabinol 2.5 mg", "other-sedatives")]
    [InlineData("substance", null)]
    public void Names_of_several_words_and_of_snomed_substances_are_found(string text, string? set) =>
        Assert.Equal(set is null ? [] : [set], Shipped.SetsOf(Shipped.Text(text)));

    [Fact]
    public void Every_drug_of_a_combination_is_found()
    {
        string[] sets = Shipped.SetsOf(Shipped.Text("amitriptyline 25 mg / chlordiazepoxide 10 mg; buprenorphine/naloxone"));

        Assert.Equal(["tricyclic-antidepressants", "benzodiazepines", "opioids", "naloxone"], sets);
    }

    [Fact]
    public void The_longest_name_gives_the_row() =>
        Assert.Equal("lithium carbonate", Shipped.Text("lithium carbonate 300 mg").In("lithium")?.Row.Display);

    [Fact]
    public void The_most_trusted_coding_gives_the_row_in_whatever_order_they_come()
    {
        DrugCoding snomed = new(Shipped.SnomedCt, "387342009", null);
        DrugCoding atc = new(Shipped.Atc, "M03BX01", null);
        DrugCoding rxNorm = new(Shipped.RxNorm, "197391", null);
        DrugMatchedBy? By(params DrugCoding[] codings) => Shipped.Drugs.MatchDrug(codings, "baclofen", null).In("baclofen-products")?.By;

        Assert.Equal(DrugMatchedBy.RxNorm, By(snomed, atc, rxNorm));
        Assert.Equal(DrugMatchedBy.Atc, By(snomed, atc));
        Assert.Equal(DrugMatchedBy.SnomedCt, By(snomed));
        Assert.Equal(DrugMatchedBy.FreeText, By());
        Assert.Equal(10m, Shipped.Drugs.MatchDrug([snomed, rxNorm], null, null).In("baclofen-products")?.Row.StrengthMg);
    }

    [Fact]
    public void Any_coding_counts_even_when_a_more_trusted_one_is_not_listed()
    {
        DrugMatch match = Shipped.Drugs.MatchDrug(
            [new DrugCoding(Shipped.RxNorm, "99999999", null), new DrugCoding(Shipped.Atc, "N05BA01", null)], null, null);

        Assert.Equal(DrugMatchedBy.Atc, match.In("benzodiazepines")?.By);
    }

    [Theory]
    [InlineData("http://www.nlm.nih.gov/research/umls/rxnorm", false)]
    [InlineData("http://www.whocc.no/atc", false)]
    [InlineData("http://snomed.info/sct", false)]
    [InlineData("https://dmd.nhs.uk", false)]
    [InlineData("http://hl7.org/fhir/sid/ndc", true)]
    [InlineData("urn:hcpcs", true)]
    [InlineData(null, true)]
    public void The_display_of_a_drug_code_is_not_free_text_and_any_other_is(string? system, bool isFreeText)
    {
        DrugHit? hit = Shipped.Coded(system, "0", "Baclofen 10mg tablets").In("baclofen-products");

        Assert.Equal(isFreeText, hit?.ByFreeTextOnly);
    }

    [Fact]
    public void Text_beside_a_named_code_does_not_make_the_match_free_text()
    {
        DrugMatch match = Shipped.Drugs.MatchDrug([new DrugCoding("https://dmd.nhs.uk", "1", "Baclofen 10mg tablets")], "baclofen", null);

        Assert.Equal(DrugMatchedBy.CodedName, match.In("baclofen-products")?.By);
        Assert.False(match.In("baclofen-products")?.ByFreeTextOnly);
    }

    [Theory]
    [InlineData(null, null, null, null, true, false)]
    [InlineData(" ", "x", "", " ", true, false)]
    [InlineData("http://hl7.org/fhir/sid/ndc", "0615-8518", null, null, true, false)]
    [InlineData("http://hl7.org/fhir/sid/ndc", "0615-8518", null, "paracetamol", false, false)]
    [InlineData("http://hl7.org/fhir/sid/ndc", "0615-8518", "paracetamol", null, false, false)]
    [InlineData("http://www.whocc.no/atc", "N02BE01", null, null, false, false)]
    [InlineData("http://www.whocc.no/atc", " ", null, null, true, false)]
    [InlineData("http://www.nlm.nih.gov/research/umls/rxnorm", "99999999", null, null, false, true)]
    [InlineData("http://www.nlm.nih.gov/research/umls/rxnorm", "99999999", "paracetamol", null, false, false)]
    [InlineData("http://www.nlm.nih.gov/research/umls/rxnorm", "197391", null, null, false, false)]
    [InlineData("https://dmd.nhs.uk", "322341003", null, null, false, true)]
    public void An_unknown_medicine_is_told_from_a_harmless_one(
        string? system, string? code, string? display, string? text, bool nothing, bool unlisted)
    {
        DrugMatch match = Shipped.Drugs.MatchDrug([new DrugCoding(system, code, display)], text, "oral");

        Assert.Equal(nothing, match.NothingToGoOn);
        Assert.Equal(unlisted, match.OnlyUnlistedCodes);
    }

    [Fact]
    public void No_coding_at_all_is_nothing_to_go_on() => Assert.True(Shipped.Text(null).NothingToGoOn);
}
