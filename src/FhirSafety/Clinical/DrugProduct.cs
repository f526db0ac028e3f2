using System.Collections.Immutable;

namespace FhirSafety.Clinical;

/// <summary>What an order says about the product: enough to turn tablets and millilitres into milligrams.</summary>
/// <param name="Display">The drug as the order names it; from the request, so escaped before it is shown.</param>
/// <param name="MgPerUnit">Milligrams in one tablet, capsule or packet; null when nothing tells it.</param>
/// <param name="MgPerMl">Milligrams in one millilitre of a liquid; null when it is no liquid or nothing tells it.</param>
/// <param name="Route">What the product itself says about the route; <see cref="Route.Unknown"/> for an ingredient.</param>
/// <param name="StrengthsDiffer">Two codings name different strengths; the higher is used for limits.</param>
public sealed record DrugProduct(string Display, decimal? MgPerUnit, decimal? MgPerMl, Route Route, bool StrengthsDiffer)
{
    /// <summary>Whether its words name a liquid form, with or without a strength.</summary>
    public bool NamesLiquid { get; init; }

    /// <summary>Whether its words name a form that cannot be halved: a capsule, or granules in packets.</summary>
    public bool NamesWhole { get; init; }

    /// <summary>Whether it is the product of a single trial dose into the spine.</summary>
    public bool IsTrial { get; init; }

    /// <summary>Whether the product is measured in millilitres.</summary>
    public bool IsLiquid => MgPerMl is not null || NamesLiquid;
}
