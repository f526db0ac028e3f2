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

    private static IEnumerable<(string Id, Act Act)> Offered(Call call) => call.Judge()
        .Where(judgement => judgement.Precaution.Group is "withdrawal" or "pump")
        .SelectMany(judgement => judgement.Verdict is Verdict.Found found ? found.Acts.Select(act => (judgement.Precaution.Id, act)) : []);

    private static Dictionary<string, Indicator> Worst(Call call) => call.Judge()
        .Where(judgement => judgement.Verdict is Verdict.Found)
        .GroupBy(judgement => judgement.Precaution.Id, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Max(judgement => ((Verdict.Found)judgement.Verdict).Indicator), StringComparer.Ordinal);
}
