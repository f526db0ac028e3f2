using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>An order for the drug under check: a draft of this session, or one that runs already.</summary>
/// <param name="Source">As <c>MedicationRequest/id</c>; null without an id, and then nothing can be suggested on it.</param>
/// <param name="Status">The FHIR status code; null when absent or not understood.</param>
/// <param name="Product">What is ordered.</param>
/// <param name="Route">The route class, from the order and the product together.</param>
/// <param name="Dose">What it amounts to in a day.</param>
/// <param name="AuthoredOn">When it was written; null when not recorded.</param>
/// <param name="EndsOn">The last day by its own dates (bounds, validity, supply with repeats); null when it names none.</param>
/// <param name="Replaces">Orders it names in priorPrescription or basedOn, as <c>Type/id</c>.</param>
/// <param name="Accepted">The mark of a suggestion of ours that was applied to it; null without one.</param>
/// <param name="StatedRoute">
/// What the order alone says, whatever the product: an injection ordered by mouth has the class
/// <see cref="Route.Intrathecal"/> and only here shows the conflict.
/// </param>
public sealed record DrugOrder(
    string? Source,
    string? Status,
    DrugProduct Product,
    Route Route,
    DailyDose Dose,
    DateOnly? AuthoredOn,
    DateOnly? EndsOn,
    ImmutableArray<string> Replaces,
    AppliedMark? Accepted,
    Route StatedRoute = Route.Unknown)
{
    /// <summary>The days it runs by the bounds of its dosages; open where one of them says none.</summary>
    public DoseSpan Span { get; init; }

    /// <summary>Where it is to be taken.</summary>
    public OrderCategory Category { get; init; }

    /// <summary>The encounter it was written in, by its bare id; null when it names none.</summary>
    public string? EncounterId { get; init; }

    /// <summary>The last day on which it may be supplied; of a pump, the day of its refill. Null when not stated.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>What the order is for, as far as its reason codes belong to a set that some precaution uses.</summary>
    public ImmutableArray<Meaning> Reasons { get; init; } = [];

    /// <summary>For how many days it lets be dispensed, repeats included; null when it does not say.</summary>
    public int? SupplyDays { get; init; }

    /// <summary>Keys of the instructions that suggestions of ours added to it.</summary>
    public ImmutableArray<string> Instructed { get; init; } = [];

    /// <summary>The conditions it is for, as <c>Condition/id</c>.</summary>
    public ImmutableArray<string> ReasonConditions { get; init; } = [];
}

/// <summary>What our suggestion wrote on an order when it was applied (clinical page, section 3, "Applied mark").</summary>
/// <param name="Precaution">The precaution that suggested it.</param>
/// <param name="Fact">The fact it rested on, such as the kidney band.</param>
/// <param name="MgADay">The dose it set.</param>
public sealed record AppliedMark(string Precaution, string Fact, decimal MgADay)
{
    /// <summary>Whether the order is one step of a taper that we suggested.</summary>
    public bool IsTaper { get; init; }
}
