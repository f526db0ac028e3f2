using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace FhirSafety.CdsHooks;

/// <summary>Writes a refusal as a FHIR OperationOutcome.</summary>
public static class OperationOutcomeWriter
{
    /// <summary>The outcome in UTF-8.</summary>
    public static ReadOnlyMemory<byte> Write(Refusal refusal) => Write([refusal]);

    /// <summary>The outcome of several faults in UTF-8, one issue each.</summary>
    public static ReadOnlyMemory<byte> Write(ImmutableArray<Refusal> refusals)
    {
        ArrayBufferWriter<byte> target = new();
        using Utf8JsonWriter json = new(target);

        json.WriteStartObject();
        json.WriteString("resourceType"u8, "OperationOutcome"u8);
        json.WriteStartArray("issue"u8);
        foreach (Refusal refusal in refusals)
        {
            WriteIssue(json, refusal);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();

        return target.WrittenMemory;
    }

    private static void WriteIssue(Utf8JsonWriter json, Refusal refusal)
    {
        (string issueType, string text) = Words(refusal.Code);
        json.WriteStartObject();
        json.WriteString("severity"u8, "error"u8);
        json.WriteString("code"u8, issueType);
        json.WriteStartObject("details"u8);
        json.WriteStartArray("coding"u8);
        json.WriteStartObject();
        json.WriteString("system"u8, RefusalCodes.System);
        json.WriteString("code"u8, refusal.Code);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("text"u8, text);
        json.WriteEndObject();
        json.WriteString("diagnostics"u8, refusal.Diagnostics);
        json.WriteEndObject();
    }

    private static (string IssueType, string Text) Words(string code) => code switch
    {
        RefusalCodes.MalformedJson => ("structure", "The body cannot be read as JSON."),
        RefusalCodes.BodyIncomplete => ("timeout", "The body did not arrive whole."),
        RefusalCodes.MissingField => ("required", "A required member is missing."),
        RefusalCodes.WrongType => ("structure", "A member has the wrong JSON type."),
        RefusalCodes.InvalidValue => ("value", "A member has a value that cannot be."),
        RefusalCodes.HookNotServed => ("not-supported", "The service does not serve this hook."),
        RefusalCodes.WrongPatient => ("business-rule", "Data of another patient came with the call."),
        RefusalCodes.UnknownService => ("not-found", "There is no such service."),
        RefusalCodes.UnknownScenario => ("not-found", "There is no such scenario."),
        RefusalCodes.UnknownValueSet => ("not-found", "There is no such value set."),
        RefusalCodes.MethodNotAllowed => ("not-supported", "The path does not take this HTTP method."),
        RefusalCodes.MissingOrders => ("required", "The orders to check did not come with the call."),
        RefusalCodes.MissingData => ("required", "Data without which nothing can be checked did not come."),
        RefusalCodes.BodyTooLarge => ("too-long", "The body is too large."),
        RefusalCodes.UnsupportedMediaType => ("not-supported", "The body is not sent as JSON."),
        RefusalCodes.NotAllowed => ("forbidden", "The client may not call this page."),
        RefusalCodes.TooManyCalls => ("throttled", "Too many calls in a short time; nothing was checked."),
        RefusalCodes.Overloaded => ("throttled", "The service is busy; nothing was checked."),
        RefusalCodes.Unavailable => ("transient", "The service cannot answer now; nothing was checked."),
        RefusalCodes.StoreUnavailable => ("transient", "What was sent could not be stored."),
        RefusalCodes.Internal => ("exception", "The service failed; nothing was checked."),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "A refusal code without words."),
    };
}
