using FhirSafety.CdsHooks;
using FhirSafety.Clinical;

namespace FhirSafety.Baclofen;

/// <summary>What a precaution on the patient's conditions rests on: a recorded condition, a drug or a measurement.</summary>
/// <param name="NameKey">The key of its name in the words.</param>
/// <param name="Date">Its day; null when not recorded.</param>
/// <param name="Level">The level the precaution gives it.</param>
/// <param name="Fact">The fact for the trace.</param>
internal sealed record Ground(string NameKey, DateOnly? Date, Indicator Level, Fact Fact)
{
    /// <summary>The sentence for a card: what is recorded, and when.</summary>
    public Phrase Phrase
    {
        get => field ??= new("condition.recorded", ("date", Shown.Date(Date))) { Terms = [("what", NameKey)] };
        init;
    }

    /// <summary>A sentence with its name in the place <c>condition</c>.</summary>
    public Phrase Named(string sentence) => new(sentence) { Terms = [("condition", NameKey)] };

    /// <summary>A recorded condition.</summary>
    public static Ground Of(ConditionHit hit, Indicator level) => new(hit.NameKey, hit.Date, level, hit.Fact);

    /// <summary>A drug that runs or, as a draft, is being ordered today.</summary>
    public static Ground Of(ActiveMedication drug, string set, Indicator level, DateOnly today)
    {
        DateOnly? date = drug.IsDraft ? today : drug.AuthoredOn;
        return new($"name.{set}", date, level, new Fact("drug", set, date, drug.Source));
    }

    /// <summary>The one that decides: the gravest that is spoken, of those the first given. Null when there is none.</summary>
    public static Ground? Deciding(OrderUnderCheck order, params IEnumerable<Ground> grounds) =>
        grounds.MaxBy(ground => (int?)ConditionVerdict.Level(order, ground.Date, ground.Level) ?? -1);
}
