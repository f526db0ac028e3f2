using System.Text.Json;
using FhirSafety.CdsHooks;

namespace FhirSafety.Reading;

/// <summary>Which orders of a session are to be judged: those order-select names, else all.</summary>
internal static class Selections
{
    /// <summary>
    /// Whether an order is one of them. Ids come as <c>Type/id</c>; longer and shorter forms are understood. An order without an id may
    /// be the one that is meant, and selections that name no order at all select none out.
    /// </summary>
    public static bool Names(HookRequest request, JsonElement order) =>
        request.Selections.IsEmpty
        || References.SourceOf(order) is not { } source
        || IsNamed(request, order, source)
        || !request.DraftOrders.Any(draft => References.SourceOf(draft) is { } other && IsNamed(request, draft, other));

    private static bool IsNamed(HookRequest request, JsonElement order, string source) => request.Selections.Any(selection =>
        selection == source
        || selection.EndsWith($"/{source}", StringComparison.Ordinal)
        || selection == References.Text(order, "id"u8));
}
