using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirSafety.Service.Tests.Support;

namespace FhirSafety.Service.Tests.RealServer;

/// <summary>The same patients as <see cref="Recorded.SyntheaTests"/>, read from a FHIR server that is not of our making.</summary>
public sealed class RealServerTests(RealFhirServer server) : IClassFixture<RealFhirServer>
{
    public static TheoryData<string> Patients => [.. SyntheticPatient.Ids];

    [Theory]
    [MemberData(nameof(Patients))]
    public async Task A_patient_read_from_the_server_is_told_the_same_as_one_prefetched(string patient)
    {
        SyntheticPatient record = SyntheticPatient.Read(patient);

        // Fresh results let every precaution speak; years later most can only say that they are old.
        foreach (DateOnly day in (DateOnly[])[record.NewestResult.AddDays(30), new(2026, 11, 22)])
        {
            JsonObject call = await CallAsync(record);
            string prefetched = Told(await server.CallAsync(call.ToJsonString(), day));

            call.Remove("prefetch");
            HookReply read = await server.CallAsync(WithAccess(call), day);

            Assert.NotEmpty(prefetched);
            Assert.Equal(prefetched, Told(read));
        }
    }

    [Theory]
    [MemberData(nameof(Patients))]
    public async Task What_prefetch_lacks_the_server_fills_in(string patient)
    {
        SyntheticPatient record = SyntheticPatient.Read(patient);
        DateOnly day = record.NewestResult.AddDays(30);
        JsonObject call = await CallAsync(record);
        string prefetched = Told(await server.CallAsync(call.ToJsonString(), day));

        call["prefetch"] = new JsonObject { ["kidneyLabs"] = call["prefetch"]!["kidneyLabs"]!.DeepClone() };
        HookReply completed = await server.CallAsync(WithAccess(call), day);

        Assert.Equal(prefetched, Told(completed));
    }

    [Fact]
    public async Task With_a_token_the_server_refuses_the_gap_is_named()
    {
        SyntheticPatient record = SyntheticPatient.Read("0e61c3ad");
        JsonObject call = await CallAsync(record);
        call["prefetch"] = new JsonObject { ["patient"] = call["prefetch"]!["patient"]!.DeepClone() };
        DateOnly day = record.NewestResult.AddDays(30);

        HookReply refused = await server.CallAsync(WithAccess(call, "another-token"), day);
        HookReply read = await server.CallAsync(WithAccess(call), day);

        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Contains("renal-severe not-checked", refused.Findings);
        Assert.Contains("could not be fetched", refused.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("renal-severe found", refused.Findings);
        Assert.Contains("renal-severe found", read.Findings);
    }

    [Fact]
    public async Task With_a_refused_token_and_no_prefetch_the_call_is_no_server_error()
    {
        JsonObject call = await CallAsync(SyntheticPatient.Read("0e61c3ad"));
        call.Remove("prefetch");

        HookReply refused = await server.CallAsync(WithAccess(call, "another-token"), new(2026, 11, 22));

        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.Status);
    }

    private static string Told(HookReply reply)
    {
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        return string.Join('\n', reply.Cards.Select(card => $"{Said.Of(card)}; {card.GetProperty("summary")}; {card.GetProperty("detail")}"));
    }

    private string WithAccess(JsonObject call, string token = RealFhirServer.Token)
    {
        call["fhirServer"] = server.Url;
        call["fhirAuthorization"] = new JsonObject
        {
            ["access_token"] = token,
            ["token_type"] = "Bearer",
            ["expires_in"] = 300,
            ["scope"] = "user/*.read",
            ["subject"] = "us",
        };
        return call.ToJsonString();
    }

    private async Task<JsonObject> CallAsync(SyntheticPatient record)
    {
        using HookClient ehr = server.Client();
        (_, string body) = await ehr.GetPlainAsync("/cds-services");
        JsonElement templates = JsonElement.Parse(body).GetProperty("services").EnumerateArray()
            .Single(service => service.GetProperty("hook").ValueEquals("order-sign")).GetProperty("prefetch");
        return JsonNode.Parse(record.OrderSign(templates))!.AsObject();
    }
}
