using System.Text.Json.Nodes;

namespace FhirSafety.Service.Tests.Support;

/// <summary>Hook calls, sound unless a test breaks them.</summary>
internal static class Requests
{
    public static JsonObject OrderSign() => JsonNode.Parse($$"""
        {
          "hook": "order-sign",
          "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
          "user": "an unknown member of older clients",
          "context": {
            "userId": "Practitioner/{{HookClient.Marker}}",
            "patientId": "{{HookClient.Marker}}",
            "encounterId": "{{HookClient.Marker}}",
            "draftOrders": { "resourceType": "Bundle", "entry": [
              { "resource": { "resourceType": "ServiceRequest", "id": "1", "status": "draft", "intent": "order",
                "subject": { "reference": "Patient/{{HookClient.Marker}}" } } } ] }
          },
          "prefetch": { "patient": { "resourceType": "Patient", "id": "{{HookClient.Marker}}", "name": [ { "text": "{{HookClient.Marker}}" } ] } }
        }
        """)!.AsObject();

    /// <summary>The call with the value at a dotted path replaced; null as text puts a JSON null there.</summary>
    public static string With(string path, string json)
    {
        (JsonObject root, JsonObject parent, string name) = Find(path);
        parent[name] = JsonNode.Parse(json);
        return root.ToJsonString();
    }

    public static string Without(string path)
    {
        (JsonObject root, JsonObject parent, string name) = Find(path);
        Assert.True(parent.Remove(name), $"{path} is not in the request");
        return root.ToJsonString();
    }

    private static (JsonObject Root, JsonObject Parent, string Name) Find(string path)
    {
        JsonObject root = OrderSign();
        string[] steps = path.Split('.');
        JsonObject parent = steps[..^1].Aggregate(root, (at, step) => at[step]!.AsObject());
        return (root, parent, steps[^1]);
    }
}
