using System.Collections.Immutable;
using System.Text.Json;

namespace FhirSafety.CdsHooks;

/// <summary>Reads the envelope of a hook call; FHIR inside it stays raw.</summary>
/// <remarks>
/// Lenient where nothing depends on it (unknown members, odd ids, a missing user), strict where leniency would turn
/// missing orders into silence. A refusal names paths, never values: the body is patient data.
/// </remarks>
public static class HookRequestReader
{
    /// <summary>Reads a call.</summary>
    /// <param name="root">The body.</param>
    /// <param name="servedHooks">The hooks declared for the service that was called.</param>
    public static HookRequestReading Read(JsonElement root, ImmutableArray<string> servedHooks)
    {
        EnvelopeReader read = new();
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Refused(EnvelopeReader.WrongType("the body", "an object"));
        }

        string? hook = Served(root, servedHooks, read);
        string? instance = read.RequiredText(root, "hookInstance", "hookInstance");
        JsonElement? prefetch = read.OptionalObject(root, "prefetch", "prefetch");
        string? fhirServer = read.OptionalText(root, "fhirServer", "fhirServer");
        JsonElement? context = read.RequiredObject(root, "context", "context");
        if (hook is null || instance is null || context is not { } inContext)
        {
            return Refused(read.Refusal!);
        }

        // userId is REQUIRED by most hooks, but nothing here depends on who is asking, and a check that is refused
        // for want of it protects nobody.
        string? patient = Bare(read.RequiredText(inContext, "patientId", "context.patientId"), "Patient/");
        if (patient is "")
        {
            read.Refuse(EnvelopeReader.Missing("context.patientId"));
        }

        string? encounter = Bare(read.OptionalText(inContext, "encounterId", "context.encounterId"), "Encounter/");
        ImmutableArray<string> selections = read.OptionalTexts(inContext, "selections", "context.selections");
        ImmutableArray<JsonElement> drafts = read.Refusal is null ? OrderBundle.Read(inContext, hook, read) : [];
        ImmutableArray<JsonElement> conditions = read.Refusal is null ? OrderBundle.ReadConditions(inContext, hook, read) : [];

        return read.Refusal is { } refusal
            ? Refused(refusal)
            : new HookRequestReading.Accepted(new HookRequest
            {
                Hook = EpicTrigger.HookOf(hook, root),
                HookInstance = instance,
                PatientId = patient!,
                EncounterId = encounter is "" ? null : encounter,
                DraftOrders = drafts,
                NewConditions = conditions,
                ListedOrders = OrderBundle.ReadListed(inContext, EpicTrigger.HookOf(hook, root)),
                DraftBundle = inContext.TryGetProperty("draftOrders", out JsonElement bundle) ? bundle : null,
                Selections = selections,
                Prefetch = prefetch,
                FhirServer = fhirServer,
                FhirAuthorization = FhirAuthorization.Read(root.TryGetProperty("fhirAuthorization", out JsonElement access) ? access : null),
                WantsTrace = WantsTrace(root),
            });
    }

    private static HookRequestReading.Refused Refused(Refusal refusal) => new(refusal);

    private static string? Served(JsonElement root, ImmutableArray<string> servedHooks, EnvelopeReader read)
    {
        if (root.TryGetProperty("hook", out JsonElement asked) && asked.ValueKind == JsonValueKind.String)
        {
            foreach (string served in servedHooks)
            {
                if (asked.ValueEquals(served))
                {
                    return served;
                }
            }
        }

        if (read.RequiredText(root, "hook", "hook") is not null)
        {
            read.Refuse(new Refusal(400, RefusalCodes.HookNotServed,
                $"This service does not serve the hook named in hook. It serves {string.Join(", ", servedHooks)}; see GET /cds-services."));
        }

        return null;
    }

    private static string? Bare(string? id, string prefix) =>
        id is not null && id.StartsWith(prefix, StringComparison.Ordinal) ? id[prefix.Length..] : id;

    private static bool WantsTrace(JsonElement root) =>
        root.TryGetProperty("extension", out JsonElement extension) && extension.ValueKind == JsonValueKind.Object
        && extension.TryGetProperty("org.fhirsafety.trace", out JsonElement trace) && trace.ValueKind == JsonValueKind.True;
}
