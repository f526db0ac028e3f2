using System.Collections.Frozen;
using System.Collections.Immutable;
using FhirSafety.Cards;
using FhirSafety.CdsHooks;
using FhirSafety.Clinical;
using FhirSafety.Memory;
using FhirSafety.Reading;
using FhirSafety.Terminology;

namespace FhirSafety;

/// <summary>A drug the check watches, with all it knows of it. A second drug is a second one of these.</summary>
public sealed record MonitoredDrug
{
    /// <summary>Its ingredient's name, lower case.</summary>
    public required string Name { get; init; }

    /// <summary>The CDS Hooks services that watch it, one entry a hook.</summary>
    public required ImmutableArray<ServiceDescription> Services { get; init; }

    /// <summary>The reviewed codes.</summary>
    public required ValueSets Terms { get; init; }

    /// <summary>Matches drugs against <see cref="Terms"/>.</summary>
    public required DrugMatcher Drugs { get; init; }

    /// <summary>The value set of its products.</summary>
    public required string ProductSet { get; init; }

    /// <summary>The value set of the substances an allergy to it is recorded under.</summary>
    public required string AllergySet { get; init; }

    /// <summary>The value sets of drugs that some precaution knows.</summary>
    public required FrozenSet<string> InteractingSets { get; init; }

    /// <summary>
    /// The value sets of drugs that a precaution only asks about beside others, such as an antidote. They are read, and bring no call
    /// into play.
    /// </summary>
    public required FrozenSet<string> NotedSets { get; init; }

    /// <summary>The value sets of conditions and procedures that some precaution uses; others are not read.</summary>
    public required FrozenSet<string> RecordSets { get; init; }

    /// <summary>What marks a CarePlan, in its category or its tag, as the plan of a taper of it.</summary>
    public required Mark TaperPlan { get; init; }

    /// <summary>How each need is met.</summary>
    public required Needs Needs { get; init; }

    /// <summary>What its precautions need in a hook.</summary>
    public required Func<string, ImmutableArray<Need>> NeedsOf { get; init; }

    /// <summary>µmol/L in 1 mg/dL of creatinine, as in force here.</summary>
    public required decimal CreatinineFactor { get; init; }

    /// <summary>Judges a session: one verdict for every precaution and order. Pure.</summary>
    public required Func<PrescribingSession, ImmutableArray<Judgement>> Judge { get; init; }

    /// <summary>The most cards of a hook.</summary>
    public required Func<string, int> MostCards { get; init; }

    /// <summary>How long an override is remembered in its favour.</summary>
    public required SilencePolicy Silence { get; init; }

    /// <summary>What its cards can say.</summary>
    public required Words Words { get; init; }

    /// <summary>Codes by which services are ordered here, by the key of what is ordered; without one the order has text only.</summary>
    public required FrozenDictionary<string, OrderCode> OrderCodes { get; init; }

    /// <summary>Every number and indicator in force, with its source.</summary>
    public required ImmutableArray<PolicyEntry> PolicyEntries { get; init; }

    /// <summary>Why each precaution says what it says; the first page is about all of them.</summary>
    public required ImmutableArray<EvidencePage> Evidence { get; init; }

    /// <summary>Precautions that the site wants silent or off.</summary>
    public required ImmutableDictionary<string, PrecautionMode> NotShown { get; init; }

    /// <summary>Versions of policy and codes, for the trace and the record.</summary>
    public required string Version { get; init; }
}
