using System.Text.Json;
using FhirSafety.CdsHooks;

namespace FhirSafety.Reading;

/// <summary>Which orders of a session are to be judged: those order-select names, else all.</summary>
internal static class Selections
{
    /// <summary>Whether an order is one of them. Ids come as <c>Type/id</c>; longer and shorter forms are understood.</summary>
    public static bool Names(HookRequest request, JsonElement order) =>
        request.Selections.IsEmpty
        || (References.SourceOf(order) is { } source
            && request.Selections.Any(selection =>
                selection == source
                || selection.EndsWith($"/{source}", StringComparison.Ordinal)
                || selection == References.Text(order, "id"u8)));
}
