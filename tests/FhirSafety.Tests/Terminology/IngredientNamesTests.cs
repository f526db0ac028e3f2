using FhirSafety.Terminology;

namespace FhirSafety.Tests.Terminology;

/// <summary>One name for an ingredient, whichever code or product stands for it, so that it is counted once.</summary>
public sealed class IngredientNamesTests
{
    private const string RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private const string Atc = "http://www.whocc.no/atc";

    [Theory]
    [InlineData(RxNorm, "104700", null, "benzodiazepines", "DIAZEPAM")]
    [InlineData(null, null, "Diazepam rectal tube", "benzodiazepines", "DIAZEPAM")]
    [InlineData(RxNorm, "30236", null, "opioids", "MORPHINE")]
    [InlineData(RxNorm, "94125", null, "opioids", "CODEINE")]
    [InlineData(Atc, "N07BC51", null, "opioids", "BUPRENORPHINE")]
    [InlineData("http://snomed.info/sct", "44508008", null, "opioids", "HYDROMORPHONE")]
    [InlineData(Atc, "N05BA01", "diazepam", "benzodiazepines", "DIAZEPAM")]
    [InlineData(Atc, "n05ba99", null, "benzodiazepines", "N05BA99")]
    [InlineData(null, null, "co-codamol 30/500", "opioids", "CODEINE")]
    [InlineData(RxNorm, "1099563", null, "cns-load-other", "VALPROATE")]
    [InlineData("http://snomed.info/sct", "387080000", null, "cns-load-other", "VALPROATE")]
    [InlineData("http://snomed.info/sct", "387298007", null, "opioids", "MEPERIDINE")]
    [InlineData(Atc, "N07BC06", null, "opioids", "HEROIN")]
    [InlineData(RxNorm, "10402", null, "other-sedatives", "DRONABINOL")]
    [InlineData(Atc, "R06AE05", null, "other-sedatives", "MECLIZINE")]
    [InlineData(null, null, "lithium carbonate 400 mg", "lithium", "LITHIUM")]
    public void A_product_a_code_and_a_name_give_the_same_ingredient(string? system, string? code, string? text, string set, string ingredient)
    {
        DrugCoding[] codings = code is null ? [] : [new DrugCoding(system, code, null)];
        DrugHit hit = Shipped.Drugs.MatchDrug(codings, text, null).In(set)!;

        Assert.Equal(ingredient, Assert.Single(Shipped.Drugs.Ingredients.Of(hit.Row, codings, text)));
    }

    [Fact]
    public void A_combination_in_one_set_has_both_ingredients()
    {
        ValueSetRow row = Shipped.Sets.Match(RxNorm, "689744").First(match => match.Set == "cns-load-other");

        Assert.Equal(["PHENOBARBITAL", "PHENYTOIN"], Shipped.Drugs.Ingredients.Of(row, [], null).Order(StringComparer.Ordinal));
    }

    // A pack of several strengths ("{1 (...) } Pack") has no words that begin it.
    [Fact]
    public void Every_product_row_of_a_drug_set_but_a_pack_names_its_ingredient()
    {
        string[] unnamed =
        [
            .. Shipped.Sets.Names.SelectMany(set => Shipped.Sets.Rows(set))
                .Where(row => row.Level is "SCD" or "SBD" or "SCDF" or "IN/PIN" && row.Display[0] != '{' && Shipped.Drugs.Ingredients.Of(row, [], null) is [var only] && only == row.Code)
                .Select(row => $"{row.Set} {row.Code} {row.Display}"),
        ];

        Assert.Empty(unnamed);
    }
}
