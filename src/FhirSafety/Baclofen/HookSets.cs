using System.Collections.Frozen;

namespace FhirSafety.Baclofen;

/// <summary>The hooks that are served, and those that precautions name together (clinical page, section 3, "Hooks").</summary>
internal static class HookSets
{
    /// <summary>The hooks of service <c>baclofen-safety</c>: orders.</summary>
    public static FrozenSet<string> Orders { get; } = FrozenSet.Create("order-select", "order-sign", "medication-refill");

    /// <summary>
    /// The hooks of service <c>baclofen-watch</c>: the patient. Each judges at least what patient-view does, because an EHR may take the
    /// later answer of a service for the replacement of an earlier one.
    /// </summary>
    public static FrozenSet<string> Watch { get; } =
        FrozenSet.Create("patient-view", "encounter-start", "encounter-discharge", "problem-list-item-create");

    /// <summary>An order being written, signed or renewed.</summary>
    public static FrozenSet<string> SelectAndSign => Orders;

    /// <summary>An order being signed or renewed.</summary>
    public static FrozenSet<string> Sign { get; } = FrozenSet.Create("order-sign", "medication-refill");

    /// <summary>A stay in hospital that begins.</summary>
    public static FrozenSet<string> Admission { get; } = FrozenSet.Create("encounter-start");

    /// <summary>A stay in hospital that ends.</summary>
    public static FrozenSet<string> Discharge { get; } = FrozenSet.Create("encounter-discharge");

    /// <summary>A diagnosis being recorded.</summary>
    public static FrozenSet<string> ProblemList { get; } = FrozenSet.Create("problem-list-item-create");

    /// <summary>Everything that is served.</summary>
    public static FrozenSet<string> All { get; } = Orders.Union(Watch).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Two sets together.</summary>
    public static FrozenSet<string> And(this FrozenSet<string> one, FrozenSet<string> other) => one.Union(other).ToFrozenSet(StringComparer.Ordinal);
}
