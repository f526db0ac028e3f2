using System.Collections.Frozen;
using FhirSafety.CdsHooks;
using FhirSafety.Service.Hooks;
using FhirSafety.Service.Operations;
using FhirSafety.Terminology;

namespace FhirSafety.Service.Pages;

/// <summary>The value sets in force as FHIR R4, for those who may hold the codes.</summary>
internal static class ValueSetPages
{
    public const string Root = "/fhir/ValueSet";

    private const string FhirJson = "application/fhir+json";

    private static readonly Refusal Unknown = new(
        StatusCodes.Status404NotFound, RefusalCodes.UnknownValueSet, "No value set has this name. GET /fhir/ValueSet lists those there are.");

    public static void MapValueSets(this WebApplication app)
    {
        ValueSets sets = app.Services.GetRequiredService<SafetyCheck>().Drug.Terms;
        FrozenSet<string> names = sets.Names.ToFrozenSet(StringComparer.Ordinal);

        // By token, because SNOMED CT may not be given to everyone.
        RouteGroupBuilder group = app.MapGroup(Root).RequireOperatorOrClient();

        // Written anew each time: they are asked for seldom, and all of them together are a megabyte.
        group.MapGet("", context => Answer.SendAsync(context, StatusCodes.Status200OK, ValueSetWriter.WriteAll(sets), FhirJson));
        group.MapGet("/{name}", context => (string)context.Request.RouteValues["name"]! is var name && names.Contains(name)
            ? Answer.SendAsync(context, StatusCodes.Status200OK, ValueSetWriter.Write(sets, name), FhirJson)
            : Answer.SendAsync(context, Unknown.Status, OperationOutcomeWriter.Write(Unknown), FhirJson));
    }
}
