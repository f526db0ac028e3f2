using System.Text.Json;
using System.Text.RegularExpressions;

namespace FhirSafety.Service.Tests.Support;

/// <summary>What CDS Hooks demands of an answer to a hook call, whoever sends it.</summary>
/// <remarks>Numbers in comments are items of the conformance sheet; cds-resp-n are invariants of the 3.0 logical model.</remarks>
internal static partial class CdsHooksValidator
{
    public static IReadOnlyList<string> Response(JsonElement root)
    {
        JsonFaults faults = new();
        if (!faults.IsObject(root, "$"))
        {
            return faults.Found;
        }

        faults.OnlyMembers(root, "$", "cards", "systemActions");
        faults.NothingEmpty(root, "$", mayBeEmpty: "$.cards"); // 2, 3
        foreach ((JsonElement card, string path) in faults.Items(root, "cards", "$", required: true)) // 42
        {
            if (faults.IsObject(card, path))
            {
                Card(card, path, faults);
            }
        }

        foreach ((JsonElement action, string path) in faults.Items(root, "systemActions", "$"))
        {
            Action(action, path, faults);
        }

        return faults.Found;
    }

    private static void Card(JsonElement card, string path, JsonFaults faults)
    {
        faults.OnlyMembers(
            card, path, "uuid", "summary", "detail", "indicator", "source", "suggestions", "selectionBehavior", "overrideReasons", "links");
        IsUuid(card, path, faults);
        if (faults.Text(card, "summary", path, required: true) is { } summary)
        {
            faults.Demand(summary.Length < 140, $"{path}.summary", "has 140 characters or more");
        }

        faults.Text(card, "detail", path, required: false);
        faults.OneOf(card, "indicator", path, required: true, "info", "warning", "critical");
        Source(card, path, faults);
        Suggestions(card, path, faults);
        foreach ((JsonElement reason, string at) in faults.Items(card, "overrideReasons", path))
        {
            Coding(reason, at, faults, withDisplay: true); // cds-resp-4
        }

        foreach ((JsonElement link, string at) in faults.Items(card, "links", path))
        {
            Link(link, at, faults);
        }
    }

    private static void Source(JsonElement card, string path, JsonFaults faults) // 49
    {
        path += ".source";
        if (!card.TryGetProperty("source", out JsonElement source))
        {
            faults.Add(path, "is required");
        }
        else if (faults.IsObject(source, path))
        {
            faults.OnlyMembers(source, path, "label", "url", "icon", "topic");
            faults.Text(source, "label", path, required: true);
            faults.AbsoluteUrl(source, "url", path, required: false);
            faults.AbsoluteUrl(source, "icon", path, required: false);
            if (source.TryGetProperty("topic", out JsonElement topic))
            {
                Coding(topic, $"{path}.topic", faults, withDisplay: false);
            }
        }
    }

    private static void Suggestions(JsonElement card, string path, JsonFaults faults)
    {
        bool has = card.TryGetProperty("suggestions", out _);
        faults.OneOf(card, "selectionBehavior", path, required: has, "at-most-one", "any"); // cds-resp-6
        int recommended = 0;
        foreach ((JsonElement suggestion, string at) in faults.Items(card, "suggestions", path))
        {
            if (!faults.IsObject(suggestion, at))
            {
                continue;
            }

            faults.OnlyMembers(suggestion, at, "label", "uuid", "isRecommended", "actions", "actionSelectionBehavior");
            faults.Text(suggestion, "label", at, required: true);
            IsUuid(suggestion, at, faults);
            faults.Boolean(suggestion, "isRecommended", at);
            faults.OneOf(suggestion, "actionSelectionBehavior", at, required: false, "all", "any", "at-most-one"); // cds-resp-7
            recommended += suggestion.TryGetProperty("isRecommended", out JsonElement yes) && yes.ValueKind == JsonValueKind.True ? 1 : 0;
            foreach ((JsonElement action, string actionPath) in faults.Items(suggestion, "actions", at))
            {
                Action(action, actionPath, faults);
            }
        }

        bool atMostOne = card.TryGetProperty("selectionBehavior", out JsonElement behavior) && behavior.ValueEquals("at-most-one");
        faults.Demand(recommended <= 1 || !atMostOne, path, "recommends several suggestions of which one can be taken"); // cds-resp-1
    }

    private static void Action(JsonElement action, string path, JsonFaults faults) // 53 to 58
    {
        if (!faults.IsObject(action, path))
        {
            return;
        }

        faults.OnlyMembers(action, path, "type", "description", "resource", "resourceId");
        faults.OneOf(action, "type", path, required: true, "create", "update", "delete");
        faults.Text(action, "description", path, required: true); // cds-resp-5
        bool deletes = action.TryGetProperty("type", out JsonElement type) && type.ValueEquals("delete");
        bool hasResource = action.TryGetProperty("resource", out JsonElement resource);
        faults.Demand(hasResource != deletes, $"{path}.resource", deletes ? "does not belong in a delete" : "is required"); // cds-resp-2
        if (faults.Text(action, "resourceId", path, required: deletes) is { } id)
        {
            faults.Demand(deletes && LocalReference().IsMatch(id), $"{path}.resourceId", "is not Type/id of a delete");
        }

        if (hasResource && faults.IsObject(resource, $"{path}.resource"))
        {
            Resource(resource, $"{path}.resource", faults);
        }
    }

    private static void Resource(JsonElement resource, string path, JsonFaults faults)
    {
        string? type = faults.Text(resource, "resourceType", path, required: true);
        faults.Text(resource, "id", path, required: true); // 55, 56
        if (type is "MedicationRequest" or "ServiceRequest")
        {
            faults.Text(resource, "status", path, required: true);
            faults.Text(resource, "intent", path, required: true);
            faults.Demand(resource.TryGetProperty("subject", out _), $"{path}.subject", "is required");
        }

        faults.Demand(
            type != "MedicationRequest" || resource.EnumerateObject().Any(member => member.Name is "medicationCodeableConcept" or "medicationReference"),
            $"{path}.medication[x]", "is required");
    }

    private static void Link(JsonElement link, string path, JsonFaults faults) // 60
    {
        if (!faults.IsObject(link, path))
        {
            return;
        }

        faults.OnlyMembers(link, path, "label", "url", "type", "appContext", "autolaunchable");
        faults.Text(link, "label", path, required: true);
        faults.AbsoluteUrl(link, "url", path, required: true);
        faults.OneOf(link, "type", path, required: true, "absolute", "smart");
        faults.Boolean(link, "autolaunchable", path);
        faults.Demand(
            faults.Text(link, "appContext", path, required: false) is null || link.GetProperty("type").ValueEquals("smart"),
            $"{path}.appContext", "belongs to smart links only"); // cds-resp-3
    }

    private static void Coding(JsonElement coding, string path, JsonFaults faults, bool withDisplay) // 63
    {
        if (faults.IsObject(coding, path))
        {
            faults.OnlyMembers(coding, path, "system", "code", "display");
            faults.Text(coding, "system", path, required: true);
            faults.Text(coding, "code", path, required: true);
            faults.Text(coding, "display", path, required: withDisplay);
        }
    }

    private static void IsUuid(JsonElement parent, string path, JsonFaults faults)
    {
        if (faults.Text(parent, "uuid", path, required: false) is { } uuid)
        {
            faults.Demand(Guid.TryParseExact(uuid, "D", out _), $"{path}.uuid", "is not a UUID");
        }
    }

    [GeneratedRegex("^[A-Z][A-Za-z]+/[^/]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LocalReference();
}
