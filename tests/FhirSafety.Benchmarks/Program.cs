using System.Globalization;
using BenchmarkDotNet.Running;
using FhirSafety.Benchmarks;

// bare <url>             an endpoint that only parses the JSON: what a call costs at least on this machine
// request baclofen|other the request all figures are taken with, on standard output
// fhir-server <dll> [s]  the published service under load with a FHIR server that is slow, that hangs, and with large prefetch
// cold-start [runs]      milliseconds of loading the value sets and of the start to /health/live, each run in a fresh process
// tokens <folder> <count> <audience>  a client's keys (jwks.json) and so many RS384 tokens (tokens.txt), good for an hour
// verify                 what letting a token in costs beside its bare signature
// cards <folder>         cards by indicator for the patients of a folder (Bundles) given an order each, beside one card a finding
// parts                  BenchmarkDotNet over the steps of one check
// insights [file] [n]    n decisions (a million) written to a new SQLite file, then the time /insights.json takes
// remember [rounds] [n]  CPU time of recalling and of recording one call in SQLite, n callers (32) at once
// feedback <url> [n]     n entries of feedback (5,000) to a running service, each on a card of its own
switch (args)
{
    case ["bare", var url]:
        await BareEndpoint.RunAsync(url);
        return 0;
    case ["request", var drug]:
        await using (Stream output = Console.OpenStandardOutput())
        {
            await output.WriteAsync(SampleRequest.Utf8(drug == "baclofen"));
        }

        return 0;
    case ["fhir-server", var program, .. var seconds]:
        await FhirServerLoad.RunAsync(program, seconds is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 20);
        return 0;
    case ["cold-start", .. var rest]:
        await ColdStart.RunAsync(rest is [var runs] ? int.Parse(runs, CultureInfo.InvariantCulture) : 5);
        return 0;
    case ["load-once", var what]:
        ColdStart.LoadOnce(what);
        return 0;
    case ["tokens", var folder, var count, var audience]:
        using (SampleTokens ehr = new())
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "jwks.json"), ehr.Jwks());
            await File.WriteAllLinesAsync(
                Path.Combine(folder, "tokens.txt"),
                Enumerable.Range(0, int.Parse(count, CultureInfo.InvariantCulture)).AsParallel().Select(_ => ehr.Make("RS384", audience)));
        }

        return 0;
    case ["verify"]:
        await TokenCost.RunAsync();
        return 0;
    case ["cards", var folder]:
        return await CardFigures.PrintAsync(folder) == 0 ? 0 : 1;
    case ["parts", ..]:
        BenchmarkRunner.Run<CheckParts>(args: args[1..]);
        return 0;
    case ["insights", .. var rest]:
        await MillionDecisions.RunAsync(
            rest.Length > 0 ? rest[0] : Path.Combine(Path.GetTempPath(), "million-decisions.db"),
            rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 1_000_000);
        return 0;
    case ["remember", .. var rest]:
        await MemoryCost.RunAsync(
            rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 12,
            rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 32);
        return 0;
    case ["feedback", var service, .. var rest]:
        await FeedbackLoad.RunAsync(new Uri(service), rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 5000);
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "usage: bare <url> | request baclofen|other | fhir-server <FhirSafety.Service.dll> [seconds] | cold-start [runs] | tokens <folder> <count> <audience> | verify | cards <folder> | parts | insights [file] [n] | remember [rounds] [n] | feedback <url> [n]");
        return 2;
}
