using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>A recorded condition that a precaution asks about.</summary>
/// <param name="Set">The value set.</param>
/// <param name="Group">The group within it.</param>
/// <param name="Condition">The record.</param>
internal sealed record ConditionHit(string Set, string Group, PatientCondition Condition)
{
    /// <summary>Onset, else the recorded date; null when neither is recorded, which counts as current.</summary>
    public DateOnly? Date => Condition.Date;

    /// <summary>When it ended, else its date: from here history is counted. Null when nothing is recorded.</summary>
    public DateOnly? LastDate => Condition.AbatedOn ?? Condition.Date;

    /// <summary>Whether it is dated within so many days back; one without a date counts as current.</summary>
    public bool IsWithin(int days, DateOnly today) => !(Date < today.AddDays(-days));

    /// <summary>The fact for the trace.</summary>
    public Fact Fact => new("condition", Group.Length == 0 ? Set : $"{Set}: {Group}", Date, Condition.Source);

    /// <summary>The sentence for a card: what is recorded, and when.</summary>
    public Phrase Phrase => new("condition.recorded", ("date", Shown.Date(Date))) { Terms = [("what", NameKey)] };

    /// <summary>The key of its name in the words.</summary>
    public string NameKey => $"name.{Set}.{Group}";
}
