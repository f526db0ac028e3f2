using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Falls on file (clinical page, <c>older-falls</c>).</summary>
internal static class Falls
{
    private const string Set = "falls";

    /// <summary>Falls within the policy's months, newest first; history counts.</summary>
    public static ImmutableArray<ConditionHit> Recent(OrderUnderCheck order, params ReadOnlySpan<string> groups)
    {
        DateOnly first = order.Patient.Today.AddMonths(-order.Policy.Older.FallMonths);
        return [.. order.ConditionsWithHistory(Set, groups).Where(hit => !(hit.LastDate < first))];
    }

    /// <summary>An abnormal gait or a risk of falls, which alone is no fall.</summary>
    public static ConditionHit? Risk(OrderUnderCheck order) => order.Conditions(Set, "gait", "risk").FirstOrDefault();
}
