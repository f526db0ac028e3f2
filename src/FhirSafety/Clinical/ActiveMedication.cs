using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>Another drug that runs, is taken or is being ordered, as far as its codes or name belong to a value set.</summary>
/// <remarks>
/// From an order, else an active statement, else a supply that lasts (clinical page, section 3, "Active interacting drug"). A drug that
/// stands in two of these lists is here once, by its order: <see cref="Since"/> and <see cref="LastSeenOn"/> take the others in.
/// Two orders for one drug are two.
/// </remarks>
/// <param name="Meanings">The sets and groups it belongs to.</param>
/// <param name="Source">As <c>Type/id</c>; null without an id.</param>
/// <param name="AuthoredOn">When it was ordered; of a statement its start, of a supply its day. Null when not recorded.</param>
/// <param name="IsDraft">Whether it is part of the session and not signed yet.</param>
public sealed record ActiveMedication(ImmutableArray<Meaning> Meanings, string? Source, DateOnly? AuthoredOn, bool IsDraft)
{
    /// <summary>Its ingredients that belong to the sets: at least one for each set.</summary>
    public ImmutableArray<DrugIngredient> Ingredients { get; init; } = [];

    /// <summary>What the record calls it, else what the value set does; null where neither names it. From the EHR: clean and cut it before showing.</summary>
    public string? Name { get; init; }

    /// <summary>Where it is to be taken.</summary>
    public OrderCategory Category { get; init; }

    /// <summary>The encounter it was ordered in, by its bare id; null when it names none.</summary>
    public string? EncounterId { get; init; }

    /// <summary>Orders it names in priorPrescription or basedOn, as <c>Type/id</c>.</summary>
    public ImmutableArray<string> Replaces { get; init; } = [];

    /// <summary>Whether it runs and the session stops it.</summary>
    public bool IsStopped { get; init; }

    /// <summary>How it is given.</summary>
    public MedicationRoute Route { get; init; }

    /// <summary>The FHIR status code; null when absent.</summary>
    public string? Status { get; init; }

    /// <summary>Whether all its dosages say "as needed".</summary>
    public bool IsAsNeeded { get; init; }

    /// <summary>
    /// Its dosages in a form to compare with another record of the same drug: another text means a dose that may have been changed.
    /// Says nothing else; null when no dosage was read.
    /// </summary>
    public string? DoseKey { get; init; }

    /// <summary>For how many days it was supplied, repeats included; null when not recorded.</summary>
    public int? SupplyDays { get; init; }

    /// <summary>The last day by its own dates (bounds, validity, supply with repeats); null when it names none.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>What it is for, as far as its reason codes belong to a set that some precaution uses.</summary>
    public ImmutableArray<Meaning> Reasons { get; init; } = [];

    /// <summary>The conditions it is for, as <c>Condition/id</c>.</summary>
    public ImmutableArray<string> ReasonConditions { get; init; } = [];

    /// <summary>
    /// The earliest day on record of its being taken: of this record, or of an active statement or a lasting supply of the same drug. Null
    /// when none is dated; older supplies that ran out are not followed back.
    /// </summary>
    public DateOnly? Since { get; init; }

    /// <summary>
    /// Of a draft: the last day on which an order, a statement or a supply of the same drug that is over still ran. Null when none is
    /// on record.
    /// </summary>
    public DateOnly? RanUntil { get; init; }

    /// <summary>For how many days it is to be taken by the bounds of its dosages; null when one of them is open.</summary>
    public int? CourseDays { get; init; }

    /// <summary>Whether it is taken, or is to be: what is on hold, or stopped in this session, is not.</summary>
    public bool IsActive => !IsStopped && (IsDraft || Status != "on-hold");

    /// <summary>The newest day on which a statement or a supply of the same drug shows it, run out or not; null when none does.</summary>
    public DateOnly? LastSeenOn { get; init; }

    /// <summary>The group in which this drug belongs to a set, or null if it does not.</summary>
    public string? GroupIn(string set)
    {
        foreach (Meaning meaning in Meanings)
        {
            if (meaning.Set == set)
            {
                return meaning.Group;
            }
        }

        return null;
    }

    /// <summary>Whether a set knows it by free text alone.</summary>
    public bool IsByFreeTextOnlyIn(string set) =>
        Ingredients.Any(ingredient => ingredient.Set == set) && Ingredients.All(ingredient => ingredient.Set != set || ingredient.ByFreeTextOnly);
}
