using System.Text.Json.Nodes;

namespace FhirSafety.Tests.Reading;

/// <summary>Resources put together from parts.</summary>
internal static class Json
{
    /// <summary>A resource with members set, or replaced.</summary>
    public static string With(string resource, string members)
    {
        JsonObject whole = JsonNode.Parse(resource)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(members)!.AsObject())
        {
            whole[name] = value?.DeepClone();
        }

        return whole.ToJsonString();
    }
}
