using System.Text.Json;

namespace FhirSafety.Service.Tests.Support;

/// <summary>What our own answers promise beyond CDS Hooks: feedback, overrides and audits are built on it.</summary>
internal static class HouseRules
{
    private const string Findings = "org.fhirsafety.findings";

    private static readonly string[] Urgency = ["critical", "warning", "info"];

    public static IReadOnlyList<string> Response(JsonElement root)
    {
        JsonFaults faults = new();
        faults.Demand(!root.TryGetProperty("systemActions", out _), "$.systemActions", "would change an order without a person");
        HashSet<string?> uuids = [];
        int last = 0;
        foreach ((JsonElement card, string path) in faults.Items(root, "cards", "$", required: true))
        {
            faults.Demand(uuids.Add(faults.Text(card, "uuid", path, required: true)), $"{path}.uuid", "is not unique");
            foreach ((JsonElement suggestion, string at) in faults.Items(card, "suggestions", path))
            {
                faults.Demand(uuids.Add(faults.Text(suggestion, "uuid", at, required: true)), $"{at}.uuid", "is not unique");
            }

            foreach ((JsonElement link, string at) in faults.Items(card, "links", path))
            {
                faults.Demand(!link.TryGetProperty("autolaunchable", out _), $"{at}.autolaunchable", "could hide the card");
            }

            int urgency = Array.IndexOf(Urgency, card.GetProperty("indicator").GetString());
            faults.Demand(urgency >= last, path, "comes after a milder card");
            last = Math.Max(last, urgency);
            TopicAndFindings(card, path, faults);
        }

        return faults.Found;
    }

    private static void TopicAndFindings(JsonElement card, string path, JsonFaults faults)
    {
        string? topic = null;
        if (card.GetProperty("source").TryGetProperty("topic", out JsonElement coding))
        {
            faults.OneOf(coding, "system", $"{path}.source.topic", required: true, "urn:fhirsafety:precaution");
            topic = faults.Text(coding, "code", $"{path}.source.topic", required: true);
            faults.Demand(
                topic is { Length: <= 100 } && topic.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'),
                $"{path}.source.topic.code", "is more than 100 characters, or not letters, digits and hyphens");
        }
        else
        {
            faults.Add($"{path}.source.topic", "is required");
        }

        bool topicIsListed = topic is "not-checked" or "further-points";
        bool any = false;
        JsonElement extension = card.TryGetProperty("extension", out JsonElement given) ? given : default;
        if (extension.ValueKind == JsonValueKind.Object)
        {
            foreach ((JsonElement finding, string at) in faults.Items(extension, Findings, $"{path}.extension", required: true))
            {
                any = true;
                topicIsListed |= faults.Text(finding, "code", at, required: true) == topic;
                faults.OneOf(finding, "status", at, required: true, "found", "not-checked");
                bool unchecked_ = finding.TryGetProperty("status", out JsonElement status) && status.ValueEquals("not-checked");
                faults.OneOf(finding, "indicator", at, required: true, unchecked_ ? ["info"] : Urgency);
            }
        }

        faults.Demand(any, $"{path}.extension.{Findings}", "is required on every card");
        faults.Demand(topicIsListed, $"{path}.source.topic.code", "is none of the card's findings");
    }
}
