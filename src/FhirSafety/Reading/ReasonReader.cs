using System.Collections.Immutable;
using System.Text.Json;
using FhirSafety.Clinical;

namespace FhirSafety.Reading;

/// <summary>What an order is for: coded reasons, and the conditions it points to.</summary>
internal static class ReasonReader
{
    /// <summary>The sets that its reason codes, and conditions it carries inside itself, belong to.</summary>
    public static ImmutableArray<Meaning> Meanings(JsonElement order, ReadingContext context)
    {
        ImmutableArray<Meaning> meanings = [];
        foreach (JsonElement concept in References.Objects(order, "reasonCode"u8))
        {
            meanings = meanings.AddRange(context.MeaningsOf(concept));
        }

        foreach (JsonElement reference in References.Objects(order, "reasonReference"u8))
        {
            if (References.Text(reference, "reference"u8) is ['#', .. string id]
                && MedicationReferences.Contained(order, id) is { } found
                && RequestData.TypeOf(found) == "Condition")
            {
                meanings = meanings.AddRange(context.MeaningsOf(References.Object(found, "code"u8)));
            }
        }

        return meanings.Length < 2 ? meanings : [.. meanings.Distinct()];
    }

    /// <summary>The conditions it points to, as <c>Condition/id</c>.</summary>
    public static ImmutableArray<string> Conditions(JsonElement order)
    {
        ImmutableArray<string> conditions = [];
        foreach (JsonElement reference in References.Objects(order, "reasonReference"u8))
        {
            if (References.IdIn(References.Text(reference, "reference"u8), "Condition") is { } id)
            {
                conditions = conditions.Add($"Condition/{id}");
            }
        }

        return conditions;
    }
}
