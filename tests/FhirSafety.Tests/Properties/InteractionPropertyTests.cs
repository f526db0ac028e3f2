using CsCheck;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Tests.Support;
using static FhirSafety.Tests.Support.KidneyRecords;
using static FhirSafety.Tests.Support.Orders;
using static FhirSafety.Tests.Support.OtherDrugs;
using static FhirSafety.Tests.Support.Patients;

namespace FhirSafety.Tests.Properties;

/// <summary>What holds of the precautions on other drugs and alcohol for any patient.</summary>
public sealed class InteractionPropertyTests
{
    private static readonly string[] Ids =
    [
        "opioid", "benzodiazepine", "z-drug", "gabapentinoid", "sedative", "muscle-relaxant", "antihypertensive", "tricyclic", "lithium", "maoi",
        "anaesthesia-neuromuscular", "alcohol", "herbal-sedative", "intrathecal-opioid",
    ];

    private static readonly Func<int, ActiveMedication>[] Drugs =
    [
        Oxycodone, Diazepam, Zolpidem, Gabapentin, Quetiapine, Diphenhydramine, Nabilone, Valerian, Tizanidine, Lisinopril, NaloxoneSpray,
        days => Drug("opioids", "opioid", "methadone", days), days => Drug("tricyclic-antidepressants", "tca", "amitriptyline", days),
        days => Drug("lithium", "lithium", "lithium", days), days => Drug("monoamine-oxidase-inhibitors", "mao-b-parkinson", "selegiline", days),
        days => Drug("antihypertensives", "diuretic", "furosemide", days), days => Drug("alcohol-use-disorder-drugs", "aud-drug", "acamprosate", days),
    ];

    private static readonly (string Set, string Group)[] Risks =
    [
        ("respiratory", "copd"), ("respiratory", "respiratory-failure"), ("respiratory", "sleep-disordered-breathing"), ("alcohol", "aud"),
        ("alcohol", "intoxication"), ("hypotension", "hypotension"), ("falls", "event"), ("acute-kidney-injury", "aki"),
    ];

    private static readonly Gen<ActiveMedication> AnyDrug = Gen.Select(
        Gen.Int[0, Drugs.Length - 1], Gen.Int[0, 450], (which, days) => Drugs[which](days));

    private static readonly Gen<PatientCondition> AnyRisk = Gen.Select(
        Gen.Int[0, Risks.Length - 1], Gen.Int[0, 500], (which, days) => Condition(Risks[which].Set, Risks[which].Group, days));

    /// <summary>A start, a renewal or a rise of baclofen, or the order of another drug for who takes it.</summary>
    private static readonly Gen<Call> AnyCall =
        from drugs in AnyDrug.Array[0, 4]
        from ordered in AnyDrug
        from orders in Gen.Bool
        from risks in AnyRisk.Array[0, 2]
        from age in Gen.Int[20, 90]
        from egfr in Gen.Int[10, 120]
        from tested in Gen.Int[0, 100]
        from mg in Gen.Int[1, 8]
        from days in Gen.Int[1, 500]
        from role in Gen.Int[0, 2]
        select Of(
            APatient().Aged(age).WithEgfr(egfr, tested).Taking([.. drugs, .. orders || role == 2 ? [ordered.Ordered()] : (ActiveMedication[])[]]) with
            {
                Conditions = Records.Whole(risks),
            },
            mg * 5,
            days,
            role);

    [Fact]
    public void A_recorded_risk_never_lowers_the_worst_of_sedation() => Gen.Select(AnyCall, AnyRisk).Sample((call, risk) =>
    {
        // As old as any: the age of a record decides whether a pair is known, not how bad it is.
        PatientCondition old = risk with { Date = Today.AddDays(-5) };
        Call more = call with { Patient = call.Patient with { Conditions = Records.Whole(call.Patient.Conditions.Items.Append(old)) } };
        return Worst(more) >= Worst(call);
    });

    [Fact]
    public void The_order_of_the_data_changes_nothing() => AnyCall.Sample(call =>
    {
        Call turned = call with
        {
            Patient = call.Patient with
            {
                Medications = Records.Whole(call.Patient.Medications.Items.Reverse()),
                Conditions = Records.Whole(call.Patient.Conditions.Items.Reverse()),
            },
        };
        Assert.Equal(call.Cards().Select(card => card.Summary + card.Detail), turned.Cards().Select(card => card.Summary + card.Detail));
    });

    [Fact]
    public void A_list_that_was_not_seen_whole_never_silences() => Gen.Select(AnyCall, Gen.Int[0, 4], Gen.Bool).Sample((call, kept, conditions) =>
    {
        PatientSnapshot patient = call.Patient;
        PatientSnapshot part = conditions
            ? patient with { Conditions = Records.Unknown<PatientCondition>(MissingReason.ReadFailed) }
            : patient with { Medications = new([.. patient.Medications.Items.Where(drug => drug.IsDraft), .. patient.Medications.Items.Where(drug => !drug.IsDraft).Take(kept)], MissingReason.Incomplete) };
        Call less = call with { Patient = part };
        foreach (string id in Ids.Where(id => call.Verdict(id) is Verdict.Found { Indicator: > Indicator.Info }))
        {
            Assert.True(less.Verdict(id) is Verdict.Found or Verdict.NotChecked, $"{id} is {less.Verdict(id)}");
        }
    });

    [Fact]
    public void What_is_offered_ends_the_finding_or_is_not_offered_again() => AnyCall.Sample(call =>
    {
        foreach (string id in Ids)
        {
            foreach (Act act in call.Verdict(id) is Verdict.Found found ? found.Acts : [])
            {
                Call after = call.Accepting(act);
                if (after.Session.Judged.IsEmpty)
                {
                    continue;
                }

                Assert.True(Level(after, id) <= Level(call, id), $"{id} after {act}");
                if (act is not (Act.OrderService or Act.CreateTask or Act.OrderCreatinine))
                {
                    Assert.DoesNotContain(after.Verdict(id) is Verdict.Found again ? again.Acts : [], offered => offered with { Recommended = false } == act with { Recommended = false });
                }

                if (act is Act.SetDose or Act.Instruct)
                {
                    Assert.True(Level(after, id) <= (int)Indicator.Info, $"{id} after {act}");
                }
            }
        }
    });

    [Fact]
    public void A_running_order_is_never_removed() => AnyCall.Sample(call =>
    {
        string[] running = [.. call.Patient.Medications.Items.Where(drug => !drug.IsDraft).Select(drug => drug.Source!), .. call.Patient.Running.Items.Select(order => order.Source!)];
        return Ids.Select(call.Verdict).OfType<Verdict.Found>().SelectMany(found => found.Acts).OfType<Act.RemoveDraft>().All(remove => !running.Contains(remove.Order));
    });

    private static Call Of(PatientSnapshot patient, decimal mg, int days, int role) => role switch
    {
        0 => Order(mg).For(patient),
        1 => Order(mg).For(patient).Renewing(Running(20, days)),
        _ => Running(20, days).Paired(patient),
    };

    private static int Level(Call call, string id) => call.Verdict(id) is Verdict.Found found ? (int)found.Indicator : -1;

    private static int Worst(Call call) => call.Judge()
        .Where(judgement => judgement.Precaution.Group == "sedation")
        .Max(judgement => judgement.Verdict is Verdict.Found found ? (int)found.Indicator : -1);
}
