using System.Text.Json;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.CdsHooks;

public sealed class HookRequestReaderTests
{
    [Fact]
    public void All_orders_are_kept_in_order_whatever_their_type()
    {
        HookRequest request = Read(Requests.With(
            "context.draftOrders.entry",
            """[{"resource":{"resourceType":"MedicationRequest","id":"a"}},{"fullUrl":"urn:x"},{"resource":{"resourceType":"NutritionOrder","id":"b"}},{"resource":{"resourceType":"MedicationRequest","id":"c","status":"active"}}]"""));

        Assert.Equal(["a", "b", "c"], request.DraftOrders.Select(order => order.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("Patient/1", "1")]
    [InlineData("1", "1")]
    [InlineData("patient/1", "patient/1")]
    [InlineData("http://x/Patient/1", "http://x/Patient/1")]
    public void Only_an_exact_prefix_is_taken_off_the_patients_id(string sent, string read) =>
        Assert.Equal(read, Read(Requests.With("context.patientId", $"\"{sent}\"")).PatientId);

    [Fact]
    public void Selections_and_encounter_are_read()
    {
        HookRequest request = Read(Requests.With("context.selections", """["MedicationRequest/1","x"]"""));

        Assert.Equal<string>(["MedicationRequest/1", "x"], request.Selections);
        Assert.Equal(HookClient.Marker, request.EncounterId);
        Assert.Equal("order-sign", request.Hook);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"true\"", false)]
    public void The_trace_is_asked_for_by_true_alone(string value, bool wanted) =>
        Assert.Equal(wanted, Read(Requests.With("extension", $$"""{"org.fhirsafety.trace":{{value}}}""")).WantsTrace);

    [Fact]
    public void A_refill_brings_its_orders_as_medications()
    {
        const string Refill = """{"hook":"medication-refill","hookInstance":"1","context":{"patientId":"1","medications":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"MedicationRequest","id":"a"}}]}}}""";

        Assert.Single(Read(Refill).DraftOrders);
        Assert.IsType<HookRequestReading.Refused>(Reading(Refill.Replace("medications", "draftOrders", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_hook_without_orders_needs_none() =>
        Assert.Empty(Read("""{"hook":"patient-view","hookInstance":"1","context":{"patientId":"1"}}""").DraftOrders);

    private static HookRequest Read(string body) => Assert.IsType<HookRequestReading.Accepted>(Reading(body)).Request;

    private static HookRequestReading Reading(string body) =>
        HookRequestReader.Read(JsonElement.Parse(body), ["patient-view", "order-sign", "medication-refill"]);
}
