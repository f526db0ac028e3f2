namespace FhirSafety.Terminology;

/// <summary>Where the columns of one file stand, by the names in its header.</summary>
internal sealed class ValueSetColumns
{
    private static readonly string[] Always = ["system", "code", "display", "source", "verified"];

    // "status" (active, historic) is for the people who review the products; the check does not read it.
    private static readonly string[] Extra = ["level", "group", "unit", "strength_mg", "strength_unit", "route", "status"];

    private ValueSetColumns(List<string> header)
    {
        Count = header.Count;
        Level = header.IndexOf("level");
        Group = header.IndexOf("group");
        Unit = header.IndexOf("unit");
        StrengthMg = header.IndexOf("strength_mg");
        StrengthUnit = header.IndexOf("strength_unit");
        Route = header.IndexOf("route");
    }

    public int Count { get; }

    public int Level { get; }

    public int Group { get; }

    public int Unit { get; }

    public int StrengthMg { get; }

    public int StrengthUnit { get; }

    public int Route { get; }

    public static ValueSetColumns Read(CsvReader csv, List<string> header)
    {
        if (!csv.Read(header))
        {
            throw csv.Fault("the file is empty; it needs a header line.");
        }

        for (int column = 0; column < Always.Length; column++)
        {
            if (column >= header.Count || header[column] != Always[column])
            {
                throw csv.Fault($"the first columns must be {string.Join(',', Always)}; mend the header.");
            }
        }

        for (int column = Always.Length; column < header.Count; column++)
        {
            if (Array.IndexOf(Extra, header[column]) < 0)
            {
                throw csv.Fault($"the column '{header[column]}' is not known; after the first five use {string.Join(", ", Extra)}.");
            }

            if (header.IndexOf(header[column]) != column)
            {
                throw csv.Fault($"the column '{header[column]}' stands twice; remove one.");
            }
        }

        return new ValueSetColumns(header);
    }
}
