using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>What the prescriber is doing, and for whom: all that precautions judge.</summary>
/// <param name="Hook">The hook of the call.</param>
/// <param name="Patient">The patient.</param>
/// <param name="Drafts">Orders of the drug under check in this session that start or continue it, as received.</param>
/// <param name="Judged">What is to be judged: drafts, or what runs. Drafts that order-select does not name are context.</param>
/// <param name="Stopped">Orders of the drug under check that this session stops, as <c>Type/id</c>.</param>
/// <param name="KidneyTestOrdered">Whether this session also orders a creatinine or eGFR.</param>
public sealed record PrescribingSession(
    string Hook,
    PatientSnapshot Patient,
    ImmutableArray<DrugOrder> Drafts,
    ImmutableArray<JudgedOrder> Judged,
    ImmutableArray<string> Stopped,
    bool KidneyTestOrdered)
{
    /// <summary>What suggestions of ours were accepted in this session already, by the keys of tests, visits and tasks: not offered again.</summary>
    public ImmutableArray<string> Taken { get; init; } = [];
    /// <summary>The encounter of the call, by its bare id; null when the call names none.</summary>
    public string? EncounterId { get; init; }

    /// <summary>The sets and groups of other drugs that this session stops.</summary>
    public ImmutableArray<Meaning> StoppedOthers { get; init; } = [];

    /// <summary>Whether the session orders that the device is taken out which gives the drug.</summary>
    public bool DeviceRemoved { get; init; }

    /// <summary>Orders of the drug under check that the list of medications holds as drafts, not signed yet.</summary>
    public ImmutableArray<DrugOrder> DraftedOnFile { get; init; } = [];

    /// <summary>What is ordered for after the discharge; null in other hooks.</summary>
    public DischargeList? Discharge { get; init; }
}
