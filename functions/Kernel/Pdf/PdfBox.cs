namespace CasaServerless.Kernel.Pdf;

/// <summary>A rectangle in default user space, its corners in order (points, unless UserUnit says otherwise).</summary>
public readonly record struct PdfBox(double X0, double Y0, double X1, double Y1)
{
    public double Width => X1 - X0;

    public double Height => Y1 - Y0;

    public bool Empty => !(Width > 0 && Height > 0);

    public PdfBox Within(PdfBox other) => new(Math.Max(X0, other.X0), Math.Max(Y0, other.Y0), Math.Min(X1, other.X1), Math.Min(Y1, other.Y1));

    public PdfArray ToArray() => [X0, Y0, X1, Y1];
}
