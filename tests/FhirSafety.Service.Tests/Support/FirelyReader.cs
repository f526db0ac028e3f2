#pragma warning disable ExperimentalApi // it is a second opinion in tests, not part of the service
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using CdsHooksResponse = Hl7.Fhir.Model.CdsHooks.Response;

namespace FhirSafety.Service.Tests.Support;

/// <summary>An independent reader of answers: Firely's classes for CDS Hooks, with the FHIR resources in them.</summary>
internal static class FirelyReader
{
    // An update repeats the faults of the draft it was made of, which the EHR wrote.
    private static readonly JsonSerializerOptions Options =
        new JsonSerializerOptions().ForCdsHooks(ModelInfo.ModelInspector, (FhirJsonConverterOptions)new FhirJsonConverterOptions().UsingMode(DeserializationMode.Ostrich));

    private static readonly JsonSerializerOptions Strict = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector);

    /// <summary>Reads an answer whole, and every new resource strictly; throws where that fails or loses a card, a suggestion or an action.</summary>
    public static void Read(string body)
    {
        CdsHooksResponse response = JsonSerializer.Deserialize<CdsHooksResponse>(body, Options)!;
        JsonElement[] cards = [.. JsonElement.Parse(body).GetProperty("cards").EnumerateArray()];
        Assert.Equal(cards.Length, response.Cards?.Count ?? 0);
        for (int at = 0; at < cards.Length; at++)
        {
            Hl7.Fhir.Model.CdsHooks.Card read = response.Cards![at];
            Assert.Equal(cards[at].GetProperty("summary").GetString(), read.Summary);
            Assert.Equal(cards[at].GetProperty("indicator").GetString(), read.Indicator);
            JsonElement[] actions = [.. Items(cards[at], "suggestions").SelectMany(suggestion => Items(suggestion, "actions"))];
            Hl7.Fhir.Model.CdsHooks.Action[] readActions = [.. (read.Suggestions ?? []).SelectMany(suggestion => suggestion.Actions ?? [])];
            Assert.Equal(actions.Select(action => action.GetProperty("description").GetString()), readActions.Select(action => action.Description));
            Assert.All(actions.Zip(readActions), pair => Assert.Equal(Resource(pair.First)?.GetProperty("id").GetString(), pair.Second.Resource?.Id));
            Assert.All(actions.Where(action => action.GetProperty("type").ValueEquals("create")), action =>
                Assert.NotNull(JsonSerializer.Deserialize<Resource>(Resource(action)!.Value, Strict)));
        }
    }

    private static JsonElement? Resource(JsonElement action) =>
        action.TryGetProperty("resource", out JsonElement resource) && resource.ValueKind == JsonValueKind.Object ? resource : null;

    private static JsonElement[] Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement items) ? [.. items.EnumerateArray()] : [];
}
