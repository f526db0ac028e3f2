using System.Globalization;
using BenchmarkDotNet.Running;
using FhirSafety.Benchmarks;

// bare <url>             an endpoint that only parses the JSON: what a call costs at least on this machine
// request baclofen|other the request all figures are taken with, on standard output
// parts                  BenchmarkDotNet over the steps of one check
// insights [file] [n]    n decisions (a million) written to a new SQLite file, then the time /insights.json takes
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
    case ["parts", ..]:
        BenchmarkRunner.Run<CheckParts>(args: args[1..]);
        return 0;
    case ["insights", .. var rest]:
        await MillionDecisions.RunAsync(
            rest.Length > 0 ? rest[0] : Path.Combine(Path.GetTempPath(), "million-decisions.db"),
            rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 1_000_000);
        return 0;
    case ["feedback", var service, .. var rest]:
        await FeedbackLoad.RunAsync(new Uri(service), rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 5000);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: bare <url> | request baclofen|other | parts | insights [file] [n] | feedback <url> [n]");
        return 2;
}
