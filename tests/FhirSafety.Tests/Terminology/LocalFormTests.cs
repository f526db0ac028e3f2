using FhirSafety.Terminology;

namespace FhirSafety.Tests.Terminology;

public class LocalFormTests
{
    [Theory]
    [InlineData("topical")]
    [InlineData("Ophthalmic solution")]
    [InlineData("eye  drops")]
    [InlineData("otic")]
    [InlineData("nasal")]
    [InlineData("vaginal")]
    [InlineData("cream")]
    [InlineData("1% gel")]
    [InlineData("ointment")]
    [InlineData("LOTION")]
    public void A_local_form_drops_a_match_by_atc_or_by_name(string form)
    {
        Assert.Empty(Shipped.Text("diclofenac", form).Hits);
        Assert.Empty(Shipped.Text($"diclofenac {form}").Hits);
        Assert.Empty(Shipped.Coded(Shipped.Atc, "M01AB05", routeOrForm: form).Hits);
        Assert.Empty(Shipped.Coded(Shipped.Atc, "M01AB05", $"Diclofenac {form}").Hits);
        Assert.Empty(Shipped.Coded("https://dmd.nhs.uk", "1", $"Diclofenac {form}").Hits);
    }

    [Theory]
    [InlineData("oral")]
    [InlineData("gelatin capsule")]
    [InlineData("liquid gel capsule")]
    [InlineData("rectal gel")]
    [InlineData("creamy suspension")]
    [InlineData("transdermal patch")]
    [InlineData("eye")]
    public void Any_other_form_keeps_it(string form)
    {
        Assert.Equal(["nsaids"], Shipped.SetsOf(Shipped.Text("diclofenac", form)));
        Assert.Equal(["nsaids"], Shipped.SetsOf(Shipped.Coded(Shipped.Atc, "M01AB05", routeOrForm: form)));
    }

    [Theory]
    [InlineData(Shipped.RxNorm, "3355")]
    [InlineData(Shipped.SnomedCt, "7034005")]
    public void A_match_by_rxnorm_or_snomed_stays_because_their_rows_left_local_forms_out(string system, string code)
    {
        DrugMatch match = Shipped.Drugs.MatchDrug(
            [new DrugCoding(system, code, null), new DrugCoding(Shipped.Atc, "M01AB05", null)], null, "topical");

        Assert.Equal(["nsaids"], Shipped.SetsOf(match));
    }

    [Theory]
    [InlineData("fentanyl nasal spray", "opioids")]
    [InlineData("midazolam 5 mg nasal spray", "benzodiazepines")]
    [InlineData("Esketamine 28 mg nasal spray", "other-sedatives")]
    [InlineData("quetiapine, esketamine nasal spray", "other-sedatives")]
    public void Nasal_sprays_that_reach_the_brain_stay(string text, string set) =>
        Assert.Equal([set], Shipped.SetsOf(Shipped.Text(text)));

    [Theory]
    [InlineData("N02AB03", "opioids")]
    [InlineData("N05CD08", "benzodiazepines")]
    [InlineData("N06AX27", "other-sedatives")]
    public void Nasal_sprays_that_reach_the_brain_stay_by_their_atc_code(string code, string set) =>
        Assert.Contains(set, Shipped.SetsOf(Shipped.Coded(Shipped.Atc, code, routeOrForm: "Nasal route")), StringComparer.Ordinal);

    [Theory]
    [InlineData("ketorolac nasal spray")]
    [InlineData("ketamine nasal spray")]
    [InlineData("fentanyl nasal spray, topical")]
    public void Other_nasal_sprays_are_dropped(string text) => Assert.Empty(Shipped.Text(text).Hits);
}
