package bind

import (
	"bytes"
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Clean returns an attached PDF with everything taken out that could act or hide something: scripts, actions, embedded files, forms, links, players.
// What can be seen on its pages stays. Faults: ErrBroken, ErrEncrypted.
func Clean(pdf []byte) (clean []byte, pages int, err error) {
	err = guarded(func() error {
		c := configuration()
		c.Cmd = model.MERGECREATE
		ctx, err := api.ReadContext(bytes.NewReader(pdf), c)
		switch {
		case ctx != nil && ctx.XRefTable != nil && ctx.Encrypt != nil, bytes.Contains(tail(pdf), []byte("/Encrypt")):
			return ErrEncrypted
		case err != nil:
			return fmt.Errorf("%w: %w", ErrBroken, err)
		}
		// What is taken out need not be well formed: what stays is judged.
		if err = strip(ctx); err == nil {
			err = api.ValidateContext(ctx)
		}
		switch {
		case err != nil:
			return fmt.Errorf("%w: %w", ErrBroken, err)
		case ctx.PageCount < 1 || ctx.PageCount > MaxPages:
			return fmt.Errorf("%w: %d pages", ErrBroken, ctx.PageCount)
		}
		var out bytes.Buffer
		if err := api.WriteContext(ctx, &out); err != nil {
			return fmt.Errorf("%w: %w", ErrBroken, err)
		}
		clean, pages = out.Bytes(), ctx.PageCount
		return nil
	})
	return clean, pages, err
}

// tail is the end of a file, where its trailer lies.
func tail(pdf []byte) []byte { return pdf[max(0, len(pdf)-2048):] }

// rootKeys are what is taken out of the catalogue: what is done on opening, names of scripts and embedded files, forms, what belongs to reading programs.
var rootKeys = []string{"OpenAction", "AA", "Names", "Dests", "AcroForm", "Collection", "Outlines", "URI", "Metadata", "PieceInfo", "Perms", "Legal", "Threads", "AF", "DSS",
	"StructTreeRoot", "MarkInfo", "Extensions", "Requirements", "SpiderInfo", "ViewerPreferences", "PageMode"}

// actKeys act, or hold what does, wherever they stand.
var actKeys = []string{"A", "AA", "PA", "OpenAction", "JS", "JavaScript", "EmbeddedFiles", "EF", "AF", "XFA", "RichMediaContent", "RichMediaSettings", "PieceInfo", "Metadata"}

// seenOn are the annotations that are part of what a page shows.
var seenOn = map[string]bool{"Widget": true, "Stamp": true, "FreeText": true, "Highlight": true, "Underline": true, "StrikeOut": true, "Squiggly": true, "Ink": true, "Line": true,
	"Square": true, "Circle": true, "Polygon": true, "PolyLine": true, "Caret": true, "Watermark": true, "Redact": true}

func strip(ctx *model.Context) error {
	root, err := ctx.Catalog()
	if err != nil {
		return err
	}
	for _, key := range rootKeys {
		root.Delete(key)
	}
	for _, entry := range ctx.Table {
		if entry == nil || entry.Free {
			continue
		}
		if err := stripObject(ctx, entry.Object, 0); err != nil {
			return err
		}
	}
	return nil
}

func stripObject(ctx *model.Context, o types.Object, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("nested deeper than %d", maxDepth)
	}
	switch o := o.(type) {
	case types.Dict:
		return stripDict(ctx, o, depth)
	case types.StreamDict:
		return stripDict(ctx, o.Dict, depth)
	case *types.StreamDict:
		return stripDict(ctx, o.Dict, depth)
	case types.Array:
		for _, x := range o {
			if err := stripObject(ctx, x, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

func stripDict(ctx *model.Context, d types.Dict, depth int) error {
	for _, key := range actKeys {
		if key == "A" && d.Subtype() == nil {
			continue // in other dictionaries it is no action
		}
		d.Delete(key)
	}
	if notes, ok := d.Find("Annots"); ok {
		kept, err := seenAnnotations(ctx, notes)
		if err != nil {
			return err
		}
		d.Delete("Annots")
		if len(kept) > 0 {
			d.Insert("Annots", kept)
		}
	}
	for _, x := range d {
		if err := stripObject(ctx, x, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func seenAnnotations(ctx *model.Context, notes types.Object) (types.Array, error) {
	all, err := ctx.DereferenceArray(notes)
	if err != nil {
		return nil, err
	}
	var kept types.Array
	for _, n := range all {
		d, err := ctx.DereferenceDict(n)
		if err != nil {
			return nil, err
		}
		if s := d.Subtype(); s != nil && seenOn[*s] {
			kept = append(kept, n)
		}
	}
	return kept, nil
}
