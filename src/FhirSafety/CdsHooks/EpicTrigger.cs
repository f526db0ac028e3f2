using System.Text.Json;

namespace FhirSafety.CdsHooks;

/// <summary>Epic sends admission and discharge as patient-view and tells them apart by an extension (conformance sheet, 12.1).</summary>
internal static class EpicTrigger
{
    private const string Extension = "com.epic.cdshooks.request.bpa-trigger-action";

    /// <summary>The hook that is meant.</summary>
    public static string HookOf(string hook, JsonElement root) => hook != "patient-view" ? hook : TriggerOf(root) switch
    {
        "26" => "encounter-start",
        "27" => "encounter-discharge",
        _ => hook,
    };

    // Seen as text; a number says the same.
    private static string? TriggerOf(JsonElement root) =>
        root.TryGetProperty("extension", out JsonElement extension) && extension.ValueKind == JsonValueKind.Object
        && extension.TryGetProperty(Extension, out JsonElement trigger)
            ? trigger.ValueKind switch { JsonValueKind.String => trigger.GetString(), JsonValueKind.Number => trigger.GetRawText(), _ => null }
            : null;
}
