using CsCheck;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Properties;

/// <summary>What holds of the precautions for any patient and order.</summary>
public sealed class PrecautionPropertyTests
{
    private static readonly MissingReason[] Reasons = [MissingReason.NotSupplied, MissingReason.ReadFailed, MissingReason.Incomplete, MissingReason.Unreadable];

    [Fact]
    public void Worse_kidneys_never_lower_the_worst_kidney_indicator() =>
        Gen.Select(Cases.AnyCall, Gen.Int[3, 125], Gen.Int[0, 60]).Sample((call, egfr, less) =>
        {
            Call Of(int value) => call with { Patient = call.Patient.WithEgfr(value) with { Creatinines = Records.Whole<CreatinineResult>(), Conditions = Records.Whole<PatientCondition>() } };
            return Worst(Of(Math.Max(1, egfr - less)), renal: true) >= Worst(Of(egfr), renal: true);
        });

    [Fact]
    public void A_higher_dose_never_lowers_the_worst_indicator_but_for_a_cut_that_is_none_any_more() =>
        Gen.Select(Cases.AnyCall, Gen.Int[0, 100]).Sample((call, more) =>
        {
            // An order of just the running dose is read as its renewal and no longer counted beside it.
            decimal mg = ((DailyDose.Oral)call.Drafts[0].Dose).MostMg;
            bool becomesRenewal = call.Drafts[0].Replaces.IsEmpty && call.Patient.Running.Items.Any(running => ((DailyDose.Oral)running.Dose).MostMg == mg + more);
            return becomesRenewal || Worst(call with { Drafts = [call.Drafts[0] with { Dose = Oral(mg + more) }] }) >= Worst(call);
        });

    [Fact]
    public void Missing_data_never_turn_a_warning_into_silence() =>
        Gen.Select(Cases.AnyCall, Gen.Int[0, 9], Gen.Int[0, 10], Cases.AnyOf(Reasons)).Sample((call, one, other, reason) =>
        {
            Call less = call with { Patient = Cases.Without(Cases.Without(call.Patient, one, reason), other, reason) };
            Dictionary<string, Verdict> left = less.Judge().ToDictionary(judgement => judgement.Precaution.Id, judgement => judgement.Verdict, StringComparer.Ordinal);
            foreach (Judgement judgement in call.Judge().Where(judgement => judgement.Verdict is Verdict.Found { Indicator: > Indicator.Info }))
            {
                Assert.True(IsTold(judgement.Precaution.Id, left), $"{judgement.Precaution.Id} is {left[judgement.Precaution.Id]} without {one} and {other}");
            }
        });

    [Fact]
    public void The_order_of_the_data_changes_nothing() =>
        Cases.AnyCall.Sample(call =>
        {
            PatientSnapshot patient = call.Patient;
            Call turned = call with
            {
                Patient = patient with
                {
                    Creatinines = Records.Whole(patient.Creatinines.Items.Reverse()),
                    Conditions = Records.Whole(patient.Conditions.Items.Reverse()),
                    Medications = Records.Whole(patient.Medications.Items.Reverse()),
                    Running = Records.Whole(patient.Running.Items.Reverse()),
                },
            };
            Assert.Equal(call.Cards().Select(card => card.Summary + card.Detail), turned.Cards().Select(card => card.Summary + card.Detail));
        });

    // But for an indication: it tells what the drug is for, and who takes it for spasticity does not take it for alcohol (section 7.9).
    [Fact]
    public void A_recorded_condition_never_lowers_the_worst_indicator() =>
        Gen.Select(Cases.AnyCall, Cases.AnyOf([.. ConditionArea.Named.Where(one => one.Set != "spasticity-indications")]), Gen.Int[0, 3], Gen.Int[0, 500]).Sample((call, one, group, days) =>
            Worst(call with { Patient = call.Patient.And(Condition(one.Set, one.Groups[group % one.Groups.Length], days)) }) >= Worst(call));

    [Fact]
    public void A_refuted_condition_adds_nothing() =>
        Gen.Select(Cases.AnyCall, Cases.AnyOf(ConditionArea.Named), Gen.Int[0, 3]).Sample((call, one, group) =>
        {
            Call refuted = call with { Patient = call.Patient.And(Condition(one.Set, one.Groups[group % one.Groups.Length]) with { Refuted = true }) };
            Assert.Equal(call.Cards().Select(card => card.Summary + card.Detail), refuted.Cards().Select(card => card.Summary + card.Detail));
        });

    // A dose rule that rested on the kidneys or on what runs hands over to the finding, or the gap, that says so.
    private static bool IsTold(string id, Dictionary<string, Verdict> left) => left[id] is Verdict.Found or Verdict.NotChecked || id switch
    {
        "paed-start" or "paed-max-daily" => left["paed-weight"] is Verdict.Found,
        "dose-start-high" or "dose-escalation-fast" or "duplicate-baclofen" or "renal-data" or "renal-problem-list" => left.Values.Any(verdict => verdict is Verdict.Found or Verdict.NotChecked),
        _ => false,
    };

    // What stands on the card of a cut, such as spinal injury, speaks of the cut.
    private static int Worst(Call call, bool renal = false) => call.Judge()
        .Where(judgement => renal ? judgement.Precaution.Id.StartsWith("renal-", StringComparison.Ordinal)
            : ((judgement.Verdict as Verdict.Found)?.Group ?? judgement.Precaution.Group) != "withdrawal")
        .Max(judgement => judgement.Verdict is Verdict.Found found ? (int)found.Indicator : -1);
}
