using FhirSafety.Baclofen;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Memory;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.OtherDrugs;
using static FhirSafety.Tests.Support.PatientRecords;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Baclofen;

/// <summary>How far an override of another drug beside baclofen reaches: to that drug as it was ordered then.</summary>
public sealed class OverriddenDrugTests
{
    private static readonly PatientSnapshot Old = APatient().Aged(70).WithEgfr(100);

    [Fact]
    public void The_same_drug_at_the_same_dose_is_what_was_overridden_whoever_ordered_it_when()
    {
        ActiveMedication oxycodone = Oxycodone().Ordered();
        Assert.Equal(Sealed("opioid", oxycodone), Sealed("opioid", oxycodone with { AuthoredOn = Today.AddDays(-3), Source = "MedicationRequest/another" }));
        Assert.Equal(Sealed("renal-nsaid", Ibuprofen.Ordered()), Sealed("renal-nsaid", Ibuprofen.Ordered() with { Source = "MedicationRequest/another" }));
    }

    [Theory]
    [InlineData("opioid")]
    [InlineData("cns-load")]
    public void Another_dose_is_not(string precaution)
    {
        ActiveMedication[] others = [Drug("benzodiazepines", "benzodiazepine", "diazepam"), Drug("z-drugs", "z-drug", "zolpidem")];
        Assert.NotEqual(
            Sealed(precaution, [Oxycodone().Ordered() with { DoseKey = "oxycodone | 5 mg" }, .. others]),
            Sealed(precaution, [Oxycodone().Ordered() with { DoseKey = "oxycodone | 20 mg" }, .. others]));
    }

    [Fact]
    public void Another_nsaid_more_of_it_or_a_longer_course_is_not()
    {
        ActiveMedication few = Ibuprofen.Ordered() with { CourseDays = 5, DoseKey = "ibuprofen | 200 mg" };
        string?[] all =
        [
            Sealed("renal-nsaid", few),
            Sealed("renal-nsaid", few with { CourseDays = 30 }),
            Sealed("renal-nsaid", few with { DoseKey = "ibuprofen | 800 mg" }),
            Sealed("renal-nsaid", Other("nsaids", "nsaid", "diclofenac").Ordered() with { CourseDays = 5, DoseKey = few.DoseKey }),
        ];
        Assert.All(all, Assert.NotNull);
        Assert.Equal(4, all.Distinct().Count());
    }

    private static string? Sealed(string precaution, params ActiveMedication[] drugs) => new FactsSeal([.. Enumerable.Repeat((byte)7, 32)]).Of(
        Running(30).Paired(Old.Taking(drugs)).Judge().Single(judgement => judgement.Precaution.Id == precaution && judgement.Verdict is Verdict.Found));
}
