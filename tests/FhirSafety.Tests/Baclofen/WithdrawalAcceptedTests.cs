using CsCheck;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Tests.Support;

namespace FhirSafety.Tests.Baclofen;

/// <summary>Acceptance closes the loop: what was accepted is not found again, not offered again, and brings nothing new.</summary>
public sealed class WithdrawalAcceptedTests
{
    [Fact]
    public void Every_suggestion_of_a_stop_a_cut_a_gap_or_the_pump_ends_what_it_was_offered_for()
    {
        int taken = 0;
        foreach (Call call in WithdrawalArea.Area.Calls())
        {
            Dictionary<string, Indicator> before = Worst(call);

            // A visit or a task closes its own line, not the danger.
            foreach ((string id, Act act) in Offered(call).Where(offer => offer.Act is not (Act.CreateTask or Act.OrderService)))
            {
                Call after = call.Accepting(act);
                Dictionary<string, Indicator> now = Worst(after);

                Assert.True(now.GetValueOrDefault(id, Indicator.Info) == Indicator.Info, $"{id} is still {now.GetValueOrDefault(id)} after {act}");
                Assert.All(now, found => Assert.True(found.Value <= before.GetValueOrDefault(found.Key, Indicator.Info), $"{found.Key} {found.Value} after {act} of {id}"));
                Assert.DoesNotContain(Offered(after), again => again.Act.GetType() == act.GetType() && again.Id == id);
                taken++;
            }
        }

        Assert.True(taken > 40, $"only {taken} suggestions were taken");
    }

    [Fact]
    public void A_taper_waits_for_no_creatinine_and_no_weight_and_has_no_step_that_reads_as_micrograms()
    {
        Call old = Orders.Running(30).Stopping(Patients.APatient().Aged(70).WithEgfr(50, 500));
        Call child = Orders.Running(30).Stopping(Patients.APatient().Aged(14));
        Call heavy = Orders.Running(15).Stopping(Patients.APatient().Aged(17) with { Weights = Records.Whole(KidneyRecords.Measure(100)) });
        Call lighter = Orders.Running(15).Stopping(Patients.APatient().Aged(17) with { Weights = Records.Whole(KidneyRecords.Measure(80)) });

        Assert.All(Says(old.Accepting(Taper(old)!), "renal-data"), level => Assert.Equal(Indicator.Info, level));
        Assert.All(Says(child.Accepting(Taper(child)!), "paed-weight"), level => Assert.Equal(Indicator.Info, level));
        Assert.NotNull(Taper(lighter)); // 2.5 mg is not below 0.03 mg/kg
        Assert.Null(Taper(heavy));
    }

    private static Act.Taper? Taper(Call call) => Offered(call).Select(offer => offer.Act).OfType<Act.Taper>().FirstOrDefault();

    private static Indicator[] Says(Call call, string id)
    {
        Indicator[] levels = [.. call.Judge().Where(judgement => judgement.Precaution.Id == id).Select(judgement => judgement.Verdict).OfType<Verdict.Found>().Select(found => found.Indicator)];
        Assert.NotEmpty(levels);
        return levels;
    }

    [Fact]
    public void Whoever_stops_whatever_dose_what_is_taken_instead_brings_no_warning_and_is_not_offered_again()
    {
        int kept = 0;
        int tapered = 0;
        Gen.Select(Cases.AnyPatient, Gen.Int[1, 48], Gen.Int[1, 400], Gen.Bool, Gen.Int[0, 20], Cases.AnyOf(MissingReason.ReadFailed, MissingReason.NotSupplied)).Sample((patient, units, days, byAnother, need, reason) =>
        {
            Call call = Orders.Running(units * 2.5m, days).Stopping(Cases.Without(patient, need, reason));
            call = byAnother ? call with { Judged = [call.Judged!.Value[0] with { StoppedBy = "MedicationRequest/forbid" }], Stopped = [.. call.Stopped, "MedicationRequest/forbid"] } : call;
            Dictionary<string, Indicator> before = Worst(call);
            foreach (Act act in Offered(call).Select(offer => offer.Act).Where(act => act is Act.KeepRunning or Act.Taper))
            {
                Interlocked.Add(ref kept, act is Act.KeepRunning ? 1 : 0);
                Interlocked.Add(ref tapered, act is Act.Taper ? 1 : 0);
                Call after = call.Accepting(act);
                Assert.All(Worst(after), found => Assert.True(found.Value == Indicator.Info || found.Value <= before.GetValueOrDefault(found.Key, Indicator.Info), $"{found.Key} {found.Value} after {act}"));
                Assert.DoesNotContain(Offered(after), again => again.Act.GetType() == act.GetType());
            }
        });
        Assert.True(kept > 0 && tapered > 10, $"{kept} kept, {tapered} tapered");
    }

    private static IEnumerable<(string Id, Act Act)> Offered(Call call) => call.Judge()
        .Where(judgement => judgement.Precaution.Group is "withdrawal" or "pump")
        .SelectMany(judgement => judgement.Verdict is Verdict.Found found ? found.Acts.Select(act => (judgement.Precaution.Id, act)) : []);

    private static Dictionary<string, Indicator> Worst(Call call) => call.Judge()
        .Where(judgement => judgement.Verdict is Verdict.Found)
        .GroupBy(judgement => judgement.Precaution.Id, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Max(judgement => ((Verdict.Found)judgement.Verdict).Indicator), StringComparer.Ordinal);
}
