using System.Reflection;
using System.Text.Json;
using FhirSafety.CdsHooks;

namespace FhirSafety.Service.Tests.Support;

/// <summary>What every refusal promises: an OperationOutcome with a stable code.</summary>
internal static class OutcomeValidator
{
    private static readonly string[] Codes =
        [.. typeof(RefusalCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Where(code => code != RefusalCodes.System)];

    private static readonly string[] IssueTypes =
        ["structure", "required", "not-supported", "business-rule", "not-found", "too-long", "exception", "timeout", "forbidden", "throttled", "transient", "value"];

    public static IReadOnlyList<string> Outcome(JsonElement root)
    {
        JsonFaults faults = new();
        faults.OneOf(root, "resourceType", "$", required: true, "OperationOutcome");
        faults.NothingEmpty(root, "$", mayBeEmpty: "");
        (JsonElement Item, string Path)[] issues = [.. faults.Items(root, "issue", "$", required: true)];
        faults.Demand(issues.Length >= 1, "$.issue", "holds no issue");
        foreach ((JsonElement issue, string path) in issues)
        {
            faults.OneOf(issue, "severity", path, required: true, "error");
            faults.OneOf(issue, "code", path, required: true, IssueTypes);
            faults.Text(issue, "diagnostics", path, required: true);
            JsonElement details = issue.GetProperty("details");
            faults.Text(details, "text", $"{path}.details", required: true);
            foreach ((JsonElement coding, string at) in faults.Items(details, "coding", $"{path}.details", required: true))
            {
                faults.OneOf(coding, "system", at, required: true, RefusalCodes.System);
                faults.OneOf(coding, "code", at, required: true, Codes);
            }
        }

        return faults.Found;
    }
}
