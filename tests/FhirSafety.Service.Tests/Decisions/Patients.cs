using System.Text.Json.Nodes;

namespace FhirSafety.Service.Tests.Decisions;

/// <summary>Another patient in the same situation.</summary>
internal static class Patients
{
    public static void Rename(JsonObject call, string id)
    {
        string before = (string)call["context"]!["patientId"]!;
        call["context"]!["patientId"] = id;
        call["prefetch"]!["patient"]!["id"] = id;
        Subjects(call, $"Patient/{before}", $"Patient/{id}");
    }

    private static void Subjects(JsonNode node, string before, string after)
    {
        if (node is JsonObject { } one)
        {
            if (one["reference"] is JsonValue reference && (string?)reference == before)
            {
                one["reference"] = after;
            }

            foreach ((_, JsonNode? member) in one.ToArray())
            {
                if (member is not null)
                {
                    Subjects(member, before, after);
                }
            }
        }
        else if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
            {
                Subjects(item!, before, after);
            }
        }
    }
}
