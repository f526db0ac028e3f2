using FhirSafety.Baclofen;
using FhirSafety.CdsHooks;
using static FhirSafety.Tests.Support.Orders;

namespace FhirSafety.Tests.Cards;

public sealed class OverrideReasonTests
{
    // The sixteen codes of the clinical page, section 3.
    private static readonly string[] Ours =
    [
        "benefit-outweighs-risk", "will-monitor", "established-tolerated", "specialist-advice", "inpatient-monitored", "data-wrong", "already-addressed", "taper-arranged",
        "formulation-switch", "serious-adverse-reaction", "palliative-care", "not-pregnant", "patient-choice", "short-exposure", "alternative-unsuitable", "not-relevant",
    ];

    [Fact]
    public void Every_reason_of_ours_has_one_of_hl7() =>
        Assert.Equal(Ours.Order(StringComparer.Ordinal), NonAdherenceReasons.ByOverrideReason.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void What_integrators_are_told_of_it_is_the_same()
    {
        string readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cds-hooks", "README.md"));
        Assert.All(NonAdherenceReasons.ByOverrideReason, reason => Assert.Contains($"| `{reason.Key}` | `{reason.Value}` |", readme, StringComparison.Ordinal));
        Assert.Contains(NonAdherenceReasons.System, readme, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_offers_at_most_six_reasons_each_with_its_words() =>
        Assert.All(BaclofenPrecaution.All, precaution =>
        {
            Assert.InRange(precaution.Info.OverrideReasons.Length, 0, 6);
            Assert.All(precaution.Info.OverrideReasons, code => Assert.True(NonAdherenceReasons.ByOverrideReason.ContainsKey(code) && Drug.Words.Has($"override.{code}"), code));
        });

    // Clinical page, defaults at the head of section 7: a rule that leaves the letter O out has these.
    [Theory]
    [InlineData("side-effect-check")]
    [InlineData("long-term-review")]
    [InlineData("paed-weight")]
    public void A_rule_that_names_no_reasons_offers_the_common_five(string id) =>
        Assert.Equal(
            ["will-monitor", "specialist-advice", "established-tolerated", "benefit-outweighs-risk", "data-wrong"],
            BaclofenPrecaution.All.Single(precaution => precaution.Info.Id == id).Info.OverrideReasons.AsEnumerable());
}
