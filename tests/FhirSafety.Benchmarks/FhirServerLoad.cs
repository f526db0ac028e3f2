using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FhirSafety.Benchmarks;

/// <summary>The figures of the README on FHIR servers, slow and hanging, and on large prefetch.</summary>
internal static class FhirServerLoad
{
    private const double AnswerGoal = 500;
    private const double BrokenGoal = 20;

    private const int Rounds = 3;

    private static readonly TimeSpan ReadTime = TimeSpan.FromMilliseconds(30);

    /// <summary>Takes and prints them, each of several rounds: on a shared machine the best round says most.</summary>
    /// <param name="program">The published <c>FhirSafety.Service.dll</c>.</param>
    /// <param name="seconds">How long each round lasts.</param>
    public static async Task RunAsync(string program, int seconds)
    {
        TimeSpan duration = TimeSpan.FromSeconds(seconds);
        Latencies timer = await Latencies.AtRateAsync(50, duration, () => Task.Delay(ReadTime));
        Print($"this machine, a timer of 30 ms alone, 50/s: {timer}{(timer.At(0.95) > 40 ? "; it is too busy for the figures below to mean much" : "")}");
        using ServiceUnderLoad service = await ServiceUnderLoad.StartAsync(program);
        await SlowServerAsync(service, duration);
        await HangingServerAsync(service, duration);
        await LargePrefetchAsync(service);
    }

    private static async Task SlowServerAsync(ServiceUnderLoad service, TimeSpan duration)
    {
        await using StandInEhr ehr = await StandInEhr.AnsweringAfterAsync(ReadTime);
        byte[] call = Request(ehr.Url);
        int cut = 0;
        async Task Send()
        {
            try
            {
                await service.CallAsync(call, "renal-severe");
            }
            catch (InvalidOperationException)
            {
                Interlocked.Increment(ref cut);
            }
        }

        // The compiler has the last word on hot code after some thousand reads.
        await Latencies.AtRateAsync(50, duration, Send);
        for (int round = 1; round <= Rounds; round++)
        {
            cut = 0;
            TimeSpan before = service.ProcessorTime;
            Latencies took = await Latencies.AtRateAsync(50, duration, Send);
            double processor = (service.ProcessorTime - before).TotalMilliseconds / took.Count;
            Print($"FHIR server that answers in 30 ms, nothing prefetched, 50/s: {took}; without the kidney finding {cut}; processor {processor:0.0} ms a call");
        }
    }

    private static async Task HangingServerAsync(ServiceUnderLoad service, TimeSpan duration)
    {
        for (int round = 1; round <= Rounds; round++)
        {
            // On a port of its own, so that its breaker is closed.
            await using StandInEhr ehr = await StandInEhr.HangingAsync();
            byte[] call = Request(ehr.Url, "patient");
            Task Send() => service.CallAsync(call, "dose-start-high", "could not be fetched");

            // Several at once, as on the first moment of an outage; its breaker is open after them.
            Latencies first = new([.. (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Latencies.OneByOneAsync(1, Send)))).Select(took => took.At(1))]);
            Print($"FHIR server that hangs, patient prefetched, ten calls at once: {first}; over {AnswerGoal} ms {first.Over(AnswerGoal)}");

            // Every 15 seconds one call tries the server again and waits for it.
            Latencies broken = await Latencies.AtRateAsync(50, duration, Send);
            Print($"the same with the breaker open, 50/s: {broken}; over {BrokenGoal} ms {broken.Over(BrokenGoal)}, over {AnswerGoal} ms {broken.Over(AnswerGoal)}");
        }
    }

    private static async Task LargePrefetchAsync(ServiceUnderLoad service)
    {
        foreach (double megabytes in (double[])[1.25, 2.5, 5])
        {
            byte[] call = Grown((int)(megabytes * 1_000_000));
            Task Send() => service.CallAsync(call, "renal-severe");
            await Latencies.OneByOneAsync(5, Send);
            Latencies took = await Latencies.OneByOneAsync(25, Send);
            Print($"prefetch of {call.Length / 1e6:0.00} MB: {took}; {took.At(0.5) / (call.Length / 1e6):0.0} ms/MB");
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    // The sample's call with access to a server, and only some of its prefetch.
    private static byte[] Request(string server, params string[] prefetched)
    {
        JsonObject call = JsonNode.Parse(SampleRequest.Utf8(baclofen: true))!.AsObject();
        JsonObject all = call["prefetch"]!.AsObject();
        call["prefetch"] = new JsonObject(prefetched.Select(key => KeyValuePair.Create(key, all[key]?.DeepClone())));
        call["fhirServer"] = server;
        call["fhirAuthorization"] = new JsonObject
        {
            ["access_token"] = "load",
            ["token_type"] = "Bearer",
            ["expires_in"] = 300,
            ["scope"] = "user/*.read",
            ["subject"] = "load",
        };
        return JsonSerializer.SerializeToUtf8Bytes(call);
    }

    // The sample with all its lists repeated evenly under new ids until it is so many bytes long.
    private static byte[] Grown(int bytes)
    {
        byte[] sample = SampleRequest.Utf8(baclofen: true);
        JsonObject call = JsonNode.Parse(sample)!.AsObject();
        int times = bytes / sample.Length;
        foreach (JsonArray entries in call["prefetch"]!.AsObject().Select(key => key.Value?["entry"]).OfType<JsonArray>())
        {
            JsonNode[] originals = [.. entries.Select(entry => entry!.DeepClone())];
            for (int round = 1; round < times; round++)
            {
                foreach (JsonNode original in originals)
                {
                    JsonNode copy = original.DeepClone();
                    copy["resource"]!["id"] = string.Create(CultureInfo.InvariantCulture, $"{copy["resource"]!["id"]}-{round}");
                    entries.Add(copy);
                }
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes(call);
    }
}
