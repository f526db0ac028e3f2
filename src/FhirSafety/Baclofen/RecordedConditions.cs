using System.Collections.Immutable;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>Conditions on file as precautions ask for them (clinical page, section 3, "Condition test").</summary>
internal static class RecordedConditions
{
    /// <summary>Current conditions of a set, newest first; those without a date count as current and come first.</summary>
    /// <param name="order">The order; where a diagnosis is being recorded, only that one is asked about.</param>
    /// <param name="set">The value set.</param>
    /// <param name="groups">The groups that count; none means all.</param>
    public static ImmutableArray<ConditionHit> Conditions(this OrderUnderCheck order, string set, params ReadOnlySpan<string> groups) =>
        Find(order, set, groups, withHistory: false, IsAboutNewOnly(order));

    /// <summary>
    /// The same, with those on file where a diagnosis is being recorded too: for what is judged whenever the patient is looked at, and
    /// must not fall silent because something else is recorded.
    /// </summary>
    public static ImmutableArray<ConditionHit> ConditionsOnFile(this OrderUnderCheck order, string set, params ReadOnlySpan<string> groups) =>
        Find(order, set, groups, withHistory: false, onlyNew: false);

    /// <summary>The same with conditions that are over, where a precaution says that history counts.</summary>
    public static ImmutableArray<ConditionHit> ConditionsWithHistory(this OrderUnderCheck order, string set, params ReadOnlySpan<string> groups) =>
        Find(order, set, groups, withHistory: true, IsAboutNewOnly(order));

    private static bool IsAboutNewOnly(OrderUnderCheck order) => order.Role == OrderRole.Running && HookSets.ProblemList.Contains(order.Session.Hook);

    private static ImmutableArray<ConditionHit> Find(OrderUnderCheck order, string set, ReadOnlySpan<string> groups, bool withHistory, bool onlyNew)
    {
        ImmutableArray<ConditionHit>.Builder? hits = null;
        foreach (PatientCondition condition in order.Patient.Conditions.Items)
        {
            foreach (Meaning meaning in condition.Meanings)
            {
                if (meaning.Set == set && (groups.IsEmpty || groups.Contains(meaning.Group)) && (condition.IsNew || !onlyNew)
                    && (withHistory ? condition.CountsAsHistory(order.Patient.Today) : condition.IsCurrent(order.Patient.Today)))
                {
                    hits ??= ImmutableArray.CreateBuilder<ConditionHit>();
                    hits.Add(new ConditionHit(set, meaning.Group, condition));
                }
            }
        }

        hits?.Sort(NewestFirst);
        return hits?.ToImmutable() ?? [];
    }

    private static readonly Comparer<ConditionHit> NewestFirst = Comparer<ConditionHit>.Create((one, other) =>
    {
        int byDate = (other.Date ?? DateOnly.MaxValue).CompareTo(one.Date ?? DateOnly.MaxValue);
        int byGroup = byDate != 0 ? byDate : string.CompareOrdinal(one.Group, other.Group);
        return byGroup != 0 ? byGroup : string.CompareOrdinal(one.Condition.Source, other.Condition.Source);
    });
}
