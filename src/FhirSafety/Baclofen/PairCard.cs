using System.Collections.Immutable;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Reading;

namespace FhirSafety.Baclofen;

/// <summary>What the precautions on other drugs have in common as the composer and the EHR see them (clinical page, sections 7.8 and 9).</summary>
internal static class PairCard
{
    /// <summary>The card of what sedates and slows breathing.</summary>
    public const string Sedation = "sedation";

    /// <summary>The precaution that counts all of them, and whose finding takes the place of those on a single class.</summary>
    public const string CnsLoad = "cns-load";

    /// <summary>Drafts, and what runs while another drug is ordered.</summary>
    public static ImmutableArray<OrderRole> DraftAndPaired { get; } = [OrderRole.Draft, OrderRole.Paired];

    /// <summary>A precaution on sedation: therapy, kidneys and conditions, because they decide whether a pair is stable and how bad it is.</summary>
    public static BaclofenPrecaution Sedating(string id, Func<OrderUnderCheck, Verdict> judge, params ImmutableArray<string> levels) =>
        new(Info(id, Sedation, critical: 6, warning: 13), HookSets.SelectAndSign, PrecautionNeeds.TherapyAndKidneys, judge)
        {
            Levels = levels,
            Roles = DraftAndPaired,
            PairedHooks = HookSets.Sign,
        };

    /// <summary>A precaution as the composer knows it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="group">Its card.</param>
    /// <param name="critical">Its place among critical cards.</param>
    /// <param name="warning">Its place among warnings.</param>
    /// <param name="overrides">Reasons offered; the common ones of the page when none are given.</param>
    public static Precaution Info(string id, string group, int critical, int warning, params ImmutableArray<string> overrides) => new(
        id,
        group,
        indicator => indicator switch { Indicator.Critical => critical, Indicator.Warning => warning, _ => 16 },
        overrides.IsDefaultOrEmpty ? ["will-monitor", "specialist-advice", "established-tolerated", "palliative-care", "inpatient-monitored"] : overrides);

    /// <summary>Where a finding on one class goes when all that act on the brain are counted: nowhere beside an opioid, which keeps the card.</summary>
    public static string? YieldsToCount(OrderUnderCheck order) => PairedDrug.Of(order, Opioid.Set).IsEmpty ? CnsLoad : null;
}
